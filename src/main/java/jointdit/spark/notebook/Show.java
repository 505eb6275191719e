package jointdit.spark.notebook;

import static java.util.stream.Collectors.joining;
import static jointdit.config.Check.argument;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jointdit.codec.Latents;
import jointdit.evaluate.chart.BarChart;
import jointdit.evaluate.chart.BarChart.Bar;
import jointdit.evaluate.chart.Curve;
import jointdit.evaluate.chart.LineChart;
import jointdit.media.BadClip;
import jointdit.media.Clip;
import jointdit.media.ContactSheet;
import jointdit.media.Cut;
import jointdit.media.DecodeConfig;
import jointdit.media.LogMel;
import jointdit.media.MediaDecoder;
import jointdit.media.Png;
import jointdit.media.Wav;
import jointdit.spark.LatentCache;
import jointdit.spark.LatentRow;
import jointdit.spark.Storage;
import jointdit.spark.StoredFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.collection.Seq;

/**
 * Results as notebooks show them: text that begins with {@code %html} or {@code %table} and ends with an empty
 * {@code %text}, to be printed. Pictures, clips and sounds are inside the text, so tables should be small: a dozen
 * rows.
 *
 * @param spark the session, whose file systems hold the clips
 */
public record Show(SparkSession spark) {
    private static final int WIDTH = 192;
    private static final int SHEET_WIDTH = 900;
    private static final int MOST_ROWS = 100;
    private static final DecodeConfig SMALL = new DecodeConfig(64, 64, 8, 16_000);

    /** The first hundred rows as a table that notebooks sort and draw. */
    public String table(Dataset<Row> rows) {
        var lines = rows.takeAsList(MOST_ROWS).stream().map(Show::line);
        return "%table "
                + Stream.concat(Stream.of(String.join("\t", rows.columns())), lines)
                        .collect(joining("\n", "", Html.END));
    }

    /** Pictures side by side; columns: caption, picture (the bytes of a PNG file). */
    public String pictures(Dataset<Row> rows) {
        return figures(rows, row -> Html.picture(row.getAs(1), WIDTH, row.getString(0)));
    }

    /** Players of clips side by side; columns: caption, address of an MP4 file. */
    public String videos(Dataset<Row> rows) {
        return figures(rows, row -> Html.video(storage().read(row.getString(1)), WIDTH));
    }

    /** Players of sounds side by side; columns: caption, address of a WAV file. */
    public String sounds(Dataset<Row> rows) {
        return figures(rows, row -> Html.sound(storage().read(row.getString(1))));
    }

    /**
     * Frames of clips above the spectrograms of their sound, time to the right; columns: caption, address of a file of
     * any kind. Of what is not a clip the reason is shown.
     */
    public String sheets(Dataset<Row> rows) {
        return figures(rows, row -> sheet(storage().read(row.getString(1))));
    }

    /** Spectrograms of sounds; columns: caption, address of a WAV file of 16 kHz. */
    public String spectrograms(Dataset<Row> rows) {
        return figures(rows, row -> {
            var sound = Wav.sound(storage().read(row.getString(1)));
            var sheet = ContactSheet.of(Optional.empty(), Optional.of(sound), LogMel.audioldm2());
            return Html.picture(Png.bytes(sheet), SHEET_WIDTH, "Spectrogram");
        });
    }

    /**
     * Channels of latents as grey pictures: to the left those of the pictures, frame below frame, to the right those of
     * the sound, below each other.
     *
     * @param rows of a table of latents
     */
    public String channels(Dataset<Row> rows) {
        return Html.row(latents(rows)
                .map(row -> Html.figure(row.clipId(), pictures(row.latents())))
                .toList());
    }

    /**
     * What the codec makes of latents, as {@link #sheets} shows clips: what a model can reach at best.
     *
     * @param rows of a table of latents
     * @param cache the folder of that table
     */
    public String decoded(Dataset<Row> rows, String cache) {
        var codec = new LatentCache(spark, cache).codec().read();
        return Html.row(latents(rows)
                .map(row -> Html.figure(row.clipId() + ", decoded", sheet(codec.decode(row.latents(), 0))))
                .toList());
    }

    /**
     * A figure of training over steps, a curve a run, named by its folder.
     *
     * @param figure such as {@code validation/video}
     * @param runs folders of {@code train}
     */
    public String curves(String figure, String... runs) {
        var curves = Stream.of(runs)
                .map(run -> Curve.ofMetrics(run.replaceFirst("^.*/(?=.)", ""), metrics(run), figure))
                .toList();
        return Html.whole(new LineChart(figure, "steps", figure, curves).svg());
    }

    /** Shares with their intervals; columns: name, value, low, high, all in [0, 1]. */
    public String bars(String title, Dataset<Row> rows) {
        var bars = rows.collectAsList().stream()
                .map(row -> new Bar(row.getString(0), row.getDouble(1), row.getDouble(2), row.getDouble(3)))
                .toList();
        return Html.whole(new BarChart(title, bars).svg());
    }

    private String figures(Dataset<Row> rows, Function<Row, String> inside) {
        argument(rows.columns().length == 2, "Wanted two columns, found %s", List.of(rows.columns()));
        return Html.row(rows.takeAsList(MOST_ROWS).stream()
                .map(row -> Html.figure(row.getString(0), inside.apply(row)))
                .toList());
    }

    private static String line(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> cell(row.get(i)).replaceAll("[\t\r\n]+", " "))
                .collect(joining("\t"));
    }

    private static String cell(Object value) {
        return value instanceof Seq<?> values ? values.mkString("[", ", ", "]") : String.valueOf(value);
    }

    private static Stream<LatentRow> latents(Dataset<Row> rows) {
        return rows.takeAsList(MOST_ROWS).stream().map(LatentRow::from);
    }

    private static String pictures(Latents latents) {
        return Html.picture(Png.bytes(ChannelSheet.video(latents)), 2 * WIDTH, "Channels of the pictures")
                + " "
                + Html.picture(Png.bytes(ChannelSheet.audio(latents)), WIDTH, "Channels of the sound");
    }

    private static String sheet(byte[] file) {
        try {
            return sheet(new MediaDecoder(SMALL).clip(file, Cut.WHOLE));
        } catch (BadClip e) {
            return Html.paragraph(e.getMessage());
        }
    }

    private static String sheet(Clip clip) {
        return Html.picture(
                Png.bytes(ContactSheet.of(clip, LogMel.audioldm2())), SHEET_WIDTH, "Frames and spectrogram");
    }

    private String metrics(String run) {
        return storage().list(run + "/metrics").stream()
                .map(StoredFile::uri)
                .filter(uri -> uri.endsWith(".jsonl"))
                .sorted()
                .map(storage()::text)
                .collect(joining());
    }

    private Storage storage() {
        return Storage.of(spark);
    }
}
