package jointdit.spark.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import jointdit.codec.Latents;
import jointdit.media.Mp4;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.media.Wav;
import jointdit.spark.SparkForTests;
import jointdit.spark.Storage;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowTest {
    private final SparkSession spark = SparkForTests.session();
    private final Show show = new Show(spark);

    @TempDir
    Path folder;

    private Dataset<Row> files(String... names) {
        var schema = new StructType().add("id", DataTypes.StringType).add("uri", DataTypes.StringType);
        return spark.createDataFrame(
                List.of(names).stream()
                        .map(name ->
                                RowFactory.create("a < b", folder.resolve(name).toString()))
                        .toList(),
                schema);
    }

    @Test
    void tablesHaveALineARowAndListsInBrackets() {
        var rows = spark.sql("SELECT 1 AS a, array(2, 3) AS b, 'x\\ty' AS c");

        assertThat(show.table(rows)).isEqualTo("%table a\tb\tc\n1\t[2, 3]\tx y\n\n%text ");
    }

    @Test
    void clipsAreInsideTheText() {
        var clip =
                SceneKind.BOUNCE.draw(new SceneConfig(64, 64, 2, 8, 16_000), 1).clip();
        Storage.of(spark).write(folder + "/a.mp4", Mp4.bytes(clip));
        Storage.of(spark).write(folder + "/a.wav", Wav.bytes(clip.sound()));

        assertThat(show.videos(files("a.mp4")))
                .startsWith("%html <div")
                .contains("<video controls", "data:video/mp4;base64,", "<figcaption>a &lt; b</figcaption>");
        assertThat(show.sheets(files("a.mp4"))).contains("data:image/png;base64,");
        assertThat(show.sounds(files("a.wav"))).contains("data:audio/wav;base64,");
        assertThat(show.spectrograms(files("a.wav"))).contains("data:image/png;base64,");
    }

    @Test
    void whatIsNoClipIsShownWithItsReason() {
        Storage.of(spark).write(folder + "/text.mp4", "No clip");

        assertThat(show.sheets(files("text.mp4"))).contains("<p>Found 7 bytes of no known media");
    }

    @Test
    void resultsAreOneLine() {
        Storage.of(spark)
                .write(folder + "/run/metrics/part.jsonl", "{\"step\":1,\"loss\":2}\n{\"step\":2,\"loss\":1}\n");

        var curves = show.curves("loss", folder + "/run");

        assertThat(curves).startsWith("%html <svg").contains(">run<").endsWith("\n\n%text ");
        assertThat(curves.lines()).hasSize(3);
    }

    @Test
    void barsHaveTheirIntervals() {
        var rows = spark.sql("SELECT 'one' AS run, 0.5D AS value, 0.25D AS low, 0.75D AS high");

        assertThat(show.bars("F1", rows)).contains(">one<", ">0.50<");
    }

    @Test
    void figuresAreOfTwoColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> show.pictures(spark.sql("SELECT 1")))
                .withMessageStartingWith("Wanted two columns, found ");
    }

    @Test
    void channelsLieSideBySideAndTheSoundsLowestBinIsAtTheBottom() {
        var video = new float[] {3, 0, 0, 0, 0, 0, 0, -3};
        var latents = new Latents(video, new int[] {2, 2, 1, 2}, new float[] {0, 9}, new int[] {1, 1, 2});

        var pictures = Png.picture(Png.bytes(ChannelSheet.video(latents)));
        var sound = ChannelSheet.audio(latents);

        assertThat(List.of(pictures.width(), pictures.height())).containsExactly(6, 4);
        assertThat(grey(pictures, 0, 0)).isGreaterThan(grey(pictures, 1, 0));
        assertThat(grey(pictures, 4, 2)).isLessThan(grey(pictures, 3, 2));
        assertThat(grey(sound, 0, 0)).isGreaterThan(grey(sound, 0, 1));
    }

    private static int grey(Picture picture, int x, int y) {
        return picture.rgb()[3 * (y * picture.width() + x)] & 255;
    }
}
