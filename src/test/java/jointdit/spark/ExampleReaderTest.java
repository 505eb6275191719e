package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import jointdit.codec.Latents;
import jointdit.condition.TextStates;
import jointdit.joint.AttentionConfig;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.joint.TinyModel;
import jointdit.joint.TowerConfig;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.train.Example;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleReaderTest {
    private static final LatentShape SHAPE = new LatentShape(2, 4, 2, 2, 7, 8, 4, 2);
    private static final JointConfig MODEL = model();
    private static final int EMBEDDING = width(MODEL.video(), 0);
    private static final int LANGUAGE = width(MODEL.audio(), 0);
    private static final int T5 = width(MODEL.audio(), 1);
    private static final TextStates NO_TEXT = text(0, 1);

    private final SparkSession spark = SparkForTests.session();

    @TempDir
    private Path folder;

    private LatentCache cache;

    private static JointConfig model() {
        var plain = TinyModel.config();
        var experts = Optional.of(List.of(1));
        var goldens = "src/test/resources/goldens/";
        return new JointConfig(
                new TowerConfig.Svd(goldens + "unet_svd_small", experts, Variant.FULL, 0.18215, 127),
                new TowerConfig.Audioldm2(goldens + "unet_aldm2_small", experts, Variant.FULL, 2, 3),
                2,
                Optional.of(16),
                5,
                plain.videoNoise(),
                plain.audioNoise(),
                plain.preconditioning(),
                Optional.empty(),
                1,
                1,
                AttentionConfig.WHOLE);
    }

    private static int width(TowerConfig tower, int condition) {
        return tower.conditions(1).get(condition).shape().size(2);
    }

    private static TextStates text(float value, int tokens) {
        return new TextStates(filled(2 * LANGUAGE, value), 2, filled(tokens * T5, value), tokens);
    }

    private static float[] filled(int size, float value) {
        var values = new float[size];
        Arrays.fill(values, value);
        return values;
    }

    private static LatentRow row(String id, String caption, Optional<TextStates> text) {
        var latents = new Latents(
                filled(SHAPE.videoSize(), 1), new int[] {2, 4, 2, 2}, filled(SHAPE.audioSize(), 1), new int[] {8, 4, 2
                });
        var frame = new ClipConditions.FirstFrame(filled(SHAPE.pictureSize(), 3), 0.25, filled(EMBEDDING, 0.1f));
        var conditions = new ClipConditions(Optional.of(frame), text);
        var none = new float[0];
        return new LatentRow(
                id, "train", caption, "r", "f", latents, new byte[0], none, none, 7, 16_000, "u", "s", conditions);
    }

    @BeforeEach
    void writeCache() {
        cache = new LatentCache(spark, folder.toUri().toString());
        var rows = List.of(
                row("said", "rain", Optional.of(text(5, 2))).toRow(),
                row("silent", "", Optional.empty()).toRow());
        cache.make();
        cache.begin();
        cache.append(spark.createDataFrame(rows, LatentRow.SCHEMA));
        cache.emptyText().write(NO_TEXT);
        cache.finish("codec");
    }

    private Map<String, Example> clips(JointConfig model, String... files) {
        var towers = TowerConditions.of(model, cache.emptyText());
        var source = new LatentFeed.Source(List.of(files), SHAPE, new TextHasher(5), 2, 1, towers);
        return new LatentFeed(source, Storage.of(spark).configuration(), Place.ALONE)
                .next(2).stream().collect(Collectors.toMap(Example::id, Function.identity()));
    }

    private Map<String, Example> clips(JointConfig model) {
        return clips(model, cache.latents().inputFiles());
    }

    @Test
    void towersAreToldOfFirstFrameAndCaption() {
        var clip = clips(MODEL).get("said");

        assertThat(clip.picture()).isEqualTo(filled(SHAPE.pictureSize(), 3));
        assertThat(clip.own()).hasSize(5);
        assertThat(clip.own().get(0)).isEqualTo(filled(EMBEDDING, 0.1f));
        assertThat(clip.own().get(1)).containsExactly(6, 127, 0.25f);
        assertThat(clip.own().get(2)).isEqualTo(filled(2 * LANGUAGE, 5));
        assertThat(clip.own().get(4)).containsExactly(1, 1, 0);
    }

    @Test
    void clipWithoutCaptionIsToldTheEmptyText() {
        var clips = clips(MODEL);

        for (var clip : clips.values()) {
            assertThat(clip.textless().subList(0, 2))
                    .usingRecursiveComparison()
                    .isEqualTo(clip.own().subList(0, 2));
            assertThat(clip.textless().get(2)).isEqualTo(new float[2 * LANGUAGE]);
            assertThat(clip.textless().get(4)).containsExactly(1, 0, 0);
        }
        assertThat(clips.get("silent").own())
                .usingRecursiveComparison()
                .isEqualTo(clips.get("silent").textless());
    }

    @Test
    void transformersTakeThePictureAlone() {
        var clip = clips(TinyModel.config()).get("said");

        assertThat(clip.picture()).isEqualTo(filled(SHAPE.pictureSize(), 3));
        assertThat(clip.own()).isEmpty();
        assertThat(clip.textless()).isEmpty();
    }

    @Test
    void tableWithoutTheColumnsTrainsTransformers() {
        var old = folder.resolve("old").toString();
        cache.latents()
                .drop("picture", "picture_noise", "svd_embedding", "t5_states")
                .write()
                .parquet(old);

        var clip = clips(TinyModel.config(), spark.read().parquet(old).inputFiles())
                .get("said");

        assertThat(clip.picture()).isEqualTo(filled(SHAPE.pictureSize(), 1));
    }

    @Test
    void whatATableLacksIsToBeSet() {
        var bare = new TowerConditions(Optional.of(MODEL), Optional.empty());
        var whole = new TowerConditions(Optional.of(MODEL), Optional.of(NO_TEXT));
        var clip = row("a", "", Optional.empty()).conditions();

        whole.check(clip, SHAPE, MODEL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> whole.check(ClipConditions.NONE, SHAPE, MODEL))
                .withMessageEndingWith("run cache-latents again with"
                        + " cache-latents.conditions.svd-model=src/test/resources/goldens/unet_svd_small");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bare.check(clip, SHAPE, MODEL))
                .withMessageEndingWith("run cache-latents again with"
                        + " cache-latents.conditions.audioldm2-model=src/test/resources/goldens/unet_aldm2_small");
    }

    @Test
    void statesOfAnotherModelAreRefused() {
        var towers = new TowerConditions(Optional.of(MODEL), Optional.of(NO_TEXT));
        var other = new TextStates(new float[6], 2, new float[T5], 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> towers.check(row("a", "x", Optional.of(other)).conditions(), SHAPE, MODEL))
                .withMessageStartingWith("Wanted 2 states of " + LANGUAGE);
    }
}
