package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jointdit.codec.AudioCodecConfig;
import jointdit.codec.CodecConfig;
import jointdit.codec.VideoCodecConfig;
import jointdit.media.Cut;
import jointdit.media.DecodeConfig;
import jointdit.media.MediaDecoder;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Progress.Style;
import jointdit.synthetic.Look;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipMakerTest {
    private static final Screen SILENT = new Screen(text -> {}, Style.LINES, System::nanoTime);
    private static final SceneConfig SIZE = new SceneConfig(32, 32, 1, 8, 16_000);
    private static final List<SceneKind> ALL = List.of(SceneKind.values());

    private final SparkSession spark = SparkForTests.session();

    @TempDir
    private Path folder;

    @Test
    void oneAndFourTasksMakeTheSameFiles() throws IOException {
        new ClipMaker(spark, config("one", 6, ALL), SILENT, 1).run();
        new ClipMaker(spark, config("four", 6, ALL), SILENT, 4).run();

        assertThat(content("one")).hasSize(9).isEqualTo(content("four"));
    }

    @Test
    void theSecondRunDrawsNothing() throws IOException {
        make("clips", 6);
        age("clips");

        assertThat(make("clips", 6))
                .extracting(MakeClipsReport::clips, MakeClipsReport::made)
                .containsExactly(6, 0);
        assertThat(young("clips")).isEmpty();
    }

    @Test
    void aRunDrawsWhatIsMissingAlone() throws IOException {
        make("clips", 5);
        age("clips");
        Files.delete(folder.resolve("clips/blink-3000000.mp4"));

        assertThat(make("clips", 6).made()).isEqualTo(2);
        assertThat(young("clips"))
                .containsExactlyInAnyOrder("blink-3000000.mp4", "blink-3000001.mp4", "clips.jsonl", "events.jsonl");
    }

    @Test
    void otherScenesLeaveTheClipsAlone() throws IOException {
        make("all", 8);
        new ClipMaker(spark, config("some", 2, List.of(SceneKind.GLIDE)), SILENT).run();

        assertThat(content("all")).containsAllEntriesOf(clips(content("some")));
    }

    @Test
    void otherSettingsAreRefused() {
        make("clips", 1);
        var other = new MakeClipsConfig(folder.resolve("clips").toString(), 1, ALL, 3, 0.5, 0, 64, 64, 1, 8, 16_000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClipMaker(spark, other, SILENT).run())
                .withMessageContainingAll("\"width\":64", "found", "\"width\":32", "set another out");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        assertThat(catchThrowable(() -> make("file/clips", 1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("file/clips");
    }

    @Test
    void everyClipDecodesToItsFrames() throws IOException {
        make("clips", 4);

        for (var scene : ALL) {
            var bytes = Files.readAllBytes(folder.resolve("clips/" + scene.label() + "-3000000.mp4"));
            var clip = new MediaDecoder(new DecodeConfig(32, 32, 8, 16_000)).clip(bytes, new Cut(0, 1));
            assertThat(clip.video().frames()).hasSize(8);
            assertThat(clip.sound().samples()).hasSize(16_000);
        }
    }

    @Test
    void theEventsAreThoseOfTheStory() {
        make("clips", 6);

        var row = spark.read()
                .json(folder.resolve("clips/events.jsonl").toString())
                .where("clip_id = 'bounce-3000001'")
                .head();

        var story = SceneKind.BOUNCE.story(SIZE, 3_000_001, Look.usual());
        assertThat(row.<String>getAs("caption")).isEqualTo(story.caption());
        assertThat(row.<Long>getAs("seed")).isEqualTo(3_000_001);
        assertThat(row.<Row>getList(row.fieldIndex("events")))
                .extracting(event -> event.<Double>getAs("at_s"))
                .isEqualTo(story.events().stream().map(e -> e.atSeconds()).toList());
    }

    @Test
    void theManifestGoesStraightIntoTheCache() {
        var manifest = make("clips", 6).manifest();
        var codec = new CodecConfig(32, 32, 8, new VideoCodecConfig.Pca(8, 16, 1), new AudioCodecConfig.Pca(4, 16, 1));
        var cache = folder.resolve("cache").toString();

        var report = new CacheLatents(
                        spark,
                        new CacheConfig(
                                manifest,
                                cache,
                                0,
                                8,
                                codec,
                                new FitConfig(4, 64, 0),
                                Optional.empty(),
                                Optional.empty(),
                                ConditionConfig.NONE),
                        SILENT)
                .run();

        assertThat(report).extracting(CacheReport::encoded, CacheReport::failed).containsExactly(6L, 0L);
        var latents = new LatentCache(spark, cache).latents();
        assertThat(latents.where("split = 'validation'")
                        .select("clip_id")
                        .as(Encoders.STRING())
                        .collectAsList())
                .containsExactlyInAnyOrder("bounce-3000001", "blink-3000001");
        assertThat(latents.where("caption = ''").count()).isZero();
    }

    private MakeClipsReport make(String name, int count) {
        return new ClipMaker(spark, config(name, count, ALL), SILENT).run();
    }

    private MakeClipsConfig config(String name, int count, List<SceneKind> scenes) {
        return new MakeClipsConfig(folder.resolve(name).toString(), count, scenes, 3, 0.5, 0, 32, 32, 1, 8, 16_000);
    }

    /** Hexadecimal content by name, without Hadoop's checksums. */
    private Map<String, String> content(String name) throws IOException {
        var content = new TreeMap<String, String>();
        for (var file : files(name)) {
            content.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
        return content;
    }

    private static Map<String, String> clips(Map<String, String> content) {
        content.keySet().removeIf(name -> !name.endsWith(".mp4"));
        return content;
    }

    private List<Path> files(String name) throws IOException {
        try (var files = Files.list(folder.resolve(name))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private void age(String name) throws IOException {
        for (var file : files(name)) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        }
    }

    private List<String> young(String name) throws IOException {
        return files(name).stream()
                .filter(file -> file.toFile().lastModified() != 1_000)
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
