package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import jointdit.config.Records;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.media.Clip;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model that comes with the program animates and sounds what others drew. */
class ShippedModelTest {
    private static final long MOST_BYTES = 16L << 20;

    @TempDir
    private Path folder;

    @BeforeAll
    static void modelIsThere() {
        assumeTrue(ShippedModel.here().isThere(), "Skipped: this build has no jointdit/model among its resources");
    }

    @Test
    void itIsSmall() throws IOException {
        var bytes = 0L;
        for (var name : ShippedModel.FILES) {
            bytes += Files.size(ShippedModel.here().folder().resolve(name));
        }

        assertThat(bytes).isBetween(1L, MOST_BYTES);
    }

    /** A plain disc on a plain ground: grey, white and paper, high and low. */
    @ParameterizedTest
    @CsvSource({"64, 64, C8C8C8, 0.25", "200, 150, FFFFFF, 0.05", "256, 256, FFFFFF, 0.3", "320, 200, FAF6EB, 0.2"})
    void aDrawnBallMovesAndSounds(int width, int height, String ground, double top) throws IOException {
        var picture = disc(width, height, Integer.parseInt(ground, 16), top);
        var report = new PromptGenerator(SparkForTests.session(), config(picture))
                .run(new Screen(text -> {}, Style.LINES, System::nanoTime));

        assertThat(report.failed()).isEmpty();
        var clip = clip(report.collected().get(0).videoUri());
        assertThat(loudest(clip)).isGreaterThan(0.02f);
        assertThat(moved(clip)).isGreaterThan(40);
    }

    private Path disc(int width, int height, int ground, double top) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(ground));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.RED);
        int size = (int) (0.19 * height);
        graphics.fillOval((width - size) / 2, (int) (top * height), size, size);
        graphics.dispose();
        var file = folder.resolve("disc.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private PromptConfig config(Path image) {
        var usual = Settings.load(new SettingSources("generate", Optional.empty(), Map.of(), List.of()))
                .read(PromptConfig.class);
        return Records.with(
                usual,
                Map.of(
                        "out",
                        folder.resolve("out").toString(),
                        "image",
                        Optional.of(image.toString()),
                        "prompt",
                        Optional.of("a red ball bounces")));
    }

    private static Clip clip(String uri) {
        var spark = SparkForTests.session();
        var codec = ShippedModel.here().folder().resolve("codec");
        var card = new CodecFolder(Storage.of(spark), codec.toUri().toString()).card();
        return new ClipPlayer(spark, card.orElseThrow().codec()).clip(uri);
    }

    private static float loudest(Clip clip) {
        var most = 0f;
        for (var sample : clip.sound().samples()) {
            most = Math.max(most, Math.abs(sample));
        }
        return most;
    }

    /** Greatest change of a value from the first frame to any other, of 255. */
    private static int moved(Clip clip) {
        var frames = clip.video().frames();
        var most = 0;
        for (var frame : frames) {
            for (var i = 0; i < frame.length; i++) {
                most = Math.max(most, Math.abs((frame[i] & 255) - (frames.get(0)[i] & 255)));
            }
        }
        return most;
    }
}
