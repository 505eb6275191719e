package jointdit.job;

import static java.util.Map.entry;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jointdit.config.Records;
import jointdit.job.DemoPage.Card;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.spark.Progress.Screen;
import jointdit.spark.PromptConfig;
import jointdit.spark.PromptGenerator;
import jointdit.spark.SampleRow;
import jointdit.spark.Storage;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What the model that comes with the program makes of four pictures.
 *
 * @param spark the session
 * @param settings how clips are made
 * @param out folder of the page
 */
record DemoShipped(SparkSession spark, PromptConfig settings, String out) {
    private static final int SIDE = 256;
    private static final long SEED = 5;
    private static final StructType PROMPTS = new StructType()
            .add("id", DataTypes.StringType)
            .add("image", DataTypes.BinaryType)
            .add("prompt", DataTypes.StringType);

    /** A picture and what to make of it. */
    private record Drawn(String id, byte[] png, String caption) {
        Row row() {
            return RowFactory.create(id, png, caption);
        }
    }

    /** Makes the clips and puts them beside the page. */
    List<Card> cards(Screen screen) {
        var drawn = drawn();
        var prompts = out + "/shipped/prompts.parquet";
        spark.createDataFrame(drawn.stream().map(Drawn::row).toList(), PROMPTS)
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(prompts);
        var made = new PromptGenerator(spark, config(prompts)).run(screen).collected();
        var byId = made.stream().collect(toMap(SampleRow::id, identity()));
        return drawn.stream().map(d -> card(d, byId.get(d.id))).toList();
    }

    private static List<Drawn> drawn() {
        var ball = new Drawn("ball", Png.bytes(ball()), "a red ball bounces on the floor");
        var scenes =
                Stream.of(SceneKind.BLINK, SceneKind.GLIDE, SceneKind.STRIKE).map(DemoShipped::scene);
        return Stream.concat(Stream.of(ball), scenes).toList();
    }

    private static Drawn scene(SceneKind kind) {
        var clip = kind.draw(new SceneConfig(64, 64, 2, 8, 16_000), SEED);
        var video = clip.clip().video();
        var first = new Picture(video.width(), video.height(), video.frames().get(0));
        return new Drawn(kind.label(), Png.bytes(first), clip.caption());
    }

    private static Picture ball() {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(200, 200, 200));
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.setColor(new Color(208, 48, 48));
        int size = SIDE / 5;
        graphics.fillOval((SIDE - size) / 2, SIDE / 4, size, size);
        graphics.dispose();
        var rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int pixel = image.getRGB(i % SIDE, i / SIDE);
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new Picture(SIDE, SIDE, rgb);
    }

    private PromptConfig config(String prompts) {
        return Records.with(
                settings,
                Map.ofEntries(
                        entry("pipeline", PromptConfig.Pipeline.JOINT),
                        entry("model", Optional.empty()),
                        entry("latents", Optional.empty()),
                        entry("out", out + "/shipped"),
                        entry("prompts", Optional.of(prompts)),
                        entry("table", Optional.empty()),
                        entry("prompt", Optional.empty()),
                        entry("negativePrompt", Optional.empty()),
                        entry("image", Optional.empty()),
                        entry("useImage", true),
                        entry("samples", 1),
                        entry("retry", true),
                        entry("sheet", true)));
    }

    private Card card(Drawn drawn, SampleRow sample) {
        var storage = Storage.of(spark);
        var files = "show/shipped/" + drawn.id;
        storage.write(out + "/" + files + "-first.png", drawn.png);
        if (sample.status() == SampleRow.Status.DONE) {
            var video = sample.videoUri();
            storage.write(out + "/" + files + "-generated.mp4", storage.read(video));
            storage.write(out + "/" + files + "-generated.png", storage.read(video.replaceAll("\\.mp4$", ".png")));
        }
        return new Card(drawn.caption, files, Optional.empty(), Optional.empty(), sample.error());
    }
}
