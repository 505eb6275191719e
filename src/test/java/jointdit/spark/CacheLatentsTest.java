package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import jointdit.codec.AudioCodecConfig;
import jointdit.codec.CodecConfig;
import jointdit.codec.VideoCodecConfig;
import jointdit.media.Mp4;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.media.Video;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Progress.Style;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheLatentsTest {
    private static final SceneConfig SMALL = new SceneConfig(32, 32, 1, 8, 16_000);
    private static final Screen SILENT = new Screen(text -> {}, Style.LINES, System::nanoTime);

    private final SparkSession spark = SparkForTests.session();

    @TempDir
    private Path folder;

    /** Clips, and the codec fitted on them, that each test starts with. */
    @TempDir
    private static Path made;

    @BeforeAll
    static void makeClips() throws IOException {
        Files.createDirectories(made.resolve("clips"));
        for (var seed = 0; seed < 6; seed++) {
            clip(made.resolve("clips/clip-" + seed + ".mp4"), seed);
        }
        new CacheLatents(SparkForTests.session(), config(made, 16), SILENT).run();
    }

    @BeforeEach
    void copyClips() throws IOException {
        copy("clips");
        copy("cache/codec");
    }

    private void copy(String name) throws IOException {
        Files.createDirectories(folder.resolve(name));
        try (var files = Files.list(made.resolve(name))) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(name).resolve(file.getFileName()));
            }
        }
    }

    @Test
    void everyClipBecomesARowThatDecodes() throws IOException {
        Files.writeString(clips().resolve("clip-3.txt"), "a ball");

        var report = run();

        assertThat(report).extracting(CacheReport::encoded, CacheReport::failed).containsExactly(6L, 0L);
        assertThat(report.codec().psnr()).isGreaterThan(25);
        var row = row("clip-3");
        assertThat(row.caption()).isEqualTo("a ball");
        assertThat(row.latents().videoShape()).containsExactly(8, 16, 4, 4);
        assertThat(row.latents().audioShape()).containsExactly(16, 25, 16);
        assertThat(Png.picture(row.firstFrame()).width()).isEqualTo(32);
        var clip = cache().codec().read().decode(row.latents(), 1);
        assertThat(clip.video().frames()).hasSize(8);
    }

    @Test
    void squareClipsBecomeOblong() {
        var other = folder.resolve("oblong");

        var report = new CacheLatents(spark, config(clips(), other, codec(96, 64, 16)), SILENT).run();

        assertThat(report.encoded()).isEqualTo(6);
        var cache = new LatentCache(spark, other.resolve("cache").toString());
        var row = LatentRow.from(cache.latents().head());
        assertThat(row.latents().videoShape()).containsExactly(8, 16, 8, 12);
        assertThat(Png.picture(row.firstFrame()))
                .extracting(Picture::width, Picture::height)
                .containsExactly(96, 64);
        var video = cache.codec().read().decode(row.latents(), 1).video();
        assertThat(video).extracting(Video::width, Video::height).containsExactly(96, 64);
    }

    @Test
    void secondRunEncodesNothing() {
        run();
        var before = fingerprints();

        var report = run();

        assertThat(report)
                .extracting(CacheReport::kept, CacheReport::encoded, CacheReport::dropped)
                .containsExactly(6L, 0L, 0L);
        assertThat(fingerprints()).isEqualTo(before);
    }

    @Test
    void touchedFileIsEncodedAgainAlone() throws IOException {
        run();
        Files.setLastModifiedTime(clips().resolve("clip-2.mp4"), FileTime.fromMillis(1_000));

        var report = run();

        assertThat(report)
                .extracting(CacheReport::kept, CacheReport::encoded, CacheReport::dropped)
                .containsExactly(5L, 1L, 1L);
        assertThat(names()).containsExactlyInAnyOrder("clip-0", "clip-1", "clip-2", "clip-3", "clip-4", "clip-5");
    }

    @Test
    void otherContentGivesAnotherFingerprint() throws IOException {
        run();
        var before = row("clip-2").fingerprint();
        clip(clips().resolve("clip-2.mp4"), 77);

        run();

        assertThat(row("clip-2").fingerprint()).isNotEqualTo(before);
    }

    @Test
    void otherCodecEncodesAllAgain() {
        run();

        var report = run(8);

        assertThat(report)
                .extracting(CacheReport::kept, CacheReport::encoded, CacheReport::dropped)
                .containsExactly(0L, 6L, 6L);
        assertThat(row("clip-0").latents().videoShape()).containsExactly(8, 8, 4, 4);
        assertThat(names()).hasSize(6);
    }

    @Test
    void removedClipsDropOut() throws IOException {
        run();
        Files.delete(clips().resolve("clip-4.mp4"));

        var report = run();

        assertThat(report)
                .extracting(CacheReport::clips, CacheReport::encoded, CacheReport::dropped)
                .containsExactly(5L, 0L, 1L);
        assertThat(names()).doesNotContain("clip-4").hasSize(5);
    }

    @Test
    void brokenClipsBecomeFailuresWithTheirReason() throws IOException {
        Files.write(clips().resolve("broken.mp4"), new byte[] {1, 2, 3});

        var report = run();

        assertThat(report).extracting(CacheReport::encoded, CacheReport::failed).containsExactly(6L, 1L);
        var failure = FailureRow.from(cache().failures().head());
        assertThat(failure).extracting(FailureRow::id, FailureRow::stage).containsExactly("broken", "cache-latents");
        assertThat(failure.reason()).isNotBlank();
        assertThat(names()).hasSize(6).doesNotContain("broken");
    }

    @Test
    void mendedClipLeavesTheFailures() throws IOException {
        Files.write(clips().resolve("clip-1.mp4"), new byte[] {1, 2, 3});
        run();
        clip(clips().resolve("clip-1.mp4"), 1);

        var report = run();

        assertThat(report).extracting(CacheReport::kept, CacheReport::encoded).containsExactly(5L, 1L);
        assertThat(cache().failures().count()).isZero();
    }

    @Test
    void killedRunGoesOnAtItsBatch() {
        var clock = new AtomicLong();
        Consumer<String> power = text -> {
            if (text.contains("3/6")) {
                throw new IllegalStateException("Power cut");
            }
        };
        var whole = config(folder, 16);
        var smallBatches = new CacheConfig(
                whole.clips(),
                whole.out(),
                0,
                1,
                whole.codec(),
                whole.fit(),
                Optional.empty(),
                Optional.empty(),
                ConditionConfig.NONE);
        var screen = new Screen(power, Style.LIVE, () -> clock.addAndGet(1_000_000_000));
        assertThatThrownBy(() -> new CacheLatents(spark, smallBatches, screen).run())
                .hasMessage("Power cut");
        assertThat(cache().card()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache().latents())
                .withMessageStartingWith("Wanted a finished latent cache in");

        var report = run();

        assertThat(report).extracting(CacheReport::kept, CacheReport::encoded).containsExactly(3L, 3L);
        assertThat(names()).hasSize(6);
    }

    @Test
    void filesOfAKilledTaskDoNotCount() throws IOException {
        run();
        var temporary = folder.resolve("cache/latents/_temporary/0/split=train/part-0.parquet");
        Files.createDirectories(temporary.getParent());
        Files.writeString(temporary, "half a file");
        Files.delete(folder.resolve("cache/cache.json"));

        var report = run();

        assertThat(report).extracting(CacheReport::kept, CacheReport::encoded).containsExactly(6L, 0L);
        assertThat(temporary).doesNotExist();
        assertThat(names()).hasSize(6);
    }

    @Test
    void fullDiskKeepsWhatWasWrittenBefore() {
        spark.sparkContext().hadoopConfiguration().set("fs.full.impl", FullDisk.class.getName());
        var whole = config(folder, 16);
        var full = new CacheConfig(
                whole.clips(),
                "full:" + whole.out(),
                0,
                1,
                whole.codec(),
                whole.fit(),
                Optional.empty(),
                Optional.empty(),
                ConditionConfig.NONE);
        FullDisk.room(90_000); // a batch of three clips takes about 60,000 bytes

        assertThatThrownBy(() -> new CacheLatents(spark, full, SILENT).run())
                .hasMessageMatching("Cannot write to full:.*/latents: No space left on device; what was written"
                        + " before is kept, run again to go on");
        FullDisk.room(1_000_000_000);
        var report = new CacheLatents(spark, full, SILENT).run();

        assertThat(report).extracting(CacheReport::kept, CacheReport::encoded).containsExactly(3L, 3L);
        assertThat(names()).hasSize(6);
    }

    @Test
    void rowsThatAreThereTwiceAreKeptOnce() throws IOException {
        run();
        var part = parquetFiles().get(0);
        Files.copy(part, part.resolveSibling("part-copy.parquet"));

        var report = run();

        assertThat(report.encoded()).isZero();
        assertThat(report.dropped()).isPositive();
        assertThat(names()).hasSize(6);
    }

    @Test
    void rateAndSizeOfAManifestCutAreHonoured() throws IOException {
        var manifest = Files.writeString(
                clips().resolve("cut.jsonl"),
                "{\"clip_id\": \"half\", \"uri\": \"clip-0.mp4\", \"split\": \"train\", \"start_s\": 0.5}\n");

        runOf(manifest, 16);

        assertThat(row("half").latents().videoShape()).containsExactly(4, 16, 4, 4);
    }

    @Test
    void fileOfAnotherHashIsAFailure() throws IOException {
        var manifest = Files.writeString(clips().resolve("sums.jsonl"), """
                {"uri": "clip-0.mp4", "split": "train"}
                {"uri": "clip-1.mp4", "split": "train", "bytes_sha256": "00"}
                """);

        var report = runOf(manifest, 16);

        assertThat(report).extracting(CacheReport::encoded, CacheReport::failed).containsExactly(1L, 1L);
        assertThat(FailureRow.from(cache().failures().head()).reason()).startsWith("Wanted a file of SHA-256 00");
    }

    @Test
    void noClipOfTheTrainingSplitIsAnErrorBeforehand() throws IOException {
        var manifest =
                Files.writeString(clips().resolve("test.jsonl"), "{\"uri\": \"clip-0.mp4\", \"split\": \"test\"}\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> runOf(manifest, 8))
                .withMessageStartingWith("Wanted clips of split train to fit the codec on, found none in")
                .withMessageEndingWith("its splits are [test]");
    }

    @Test
    void onlyBrokenClipsAreAnErrorBeforehand() throws IOException {
        for (var seed = 0; seed < 6; seed++) {
            Files.write(clips().resolve("clip-" + seed + ".mp4"), new byte[] {1, 2, 3});
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(8))
                .withMessage("Wanted clips to fit the codec on, found none that can be read");
    }

    @Test
    void placeThatCannotBeWrittenIsAnErrorBeforehand() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "not a folder");

        assertThatThrownBy(() -> new CacheLatents(spark, config(clips(), file, 16), SILENT).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot write to file:" + file + "/cache: ")
                .hasMessageEndingWith("; name another folder with out=");
    }

    private CacheReport run() {
        return run(16);
    }

    private CacheReport run(int channels) {
        return new CacheLatents(spark, config(folder, channels), SILENT).run();
    }

    private CacheReport runOf(Path manifest, int channels) {
        return new CacheLatents(spark, config(manifest, folder, channels), SILENT).run();
    }

    private static CacheConfig config(Path folder, int channels) {
        return config(folder.resolve("clips"), folder, channels);
    }

    private static CacheConfig config(Path clips, Path folder, int channels) {
        return config(clips, folder, codec(32, 32, channels));
    }

    private static CodecConfig codec(int width, int height, int channels) {
        return new CodecConfig(
                width, height, 8, new VideoCodecConfig.Pca(8, channels, 1), new AudioCodecConfig.Pca(4, 16, 1));
    }

    private static CacheConfig config(Path clips, Path folder, CodecConfig codec) {
        return new CacheConfig(
                clips.toString(),
                folder.resolve("cache").toString(),
                0,
                8,
                codec,
                new FitConfig(4, 64, 0),
                Optional.empty(),
                Optional.empty(),
                ConditionConfig.NONE);
    }

    private LatentCache cache() {
        return new LatentCache(spark, folder.resolve("cache").toString());
    }

    private LatentRow row(String clip) {
        return LatentRow.from(
                cache().latents().where("clip_id = '" + clip + "'").head());
    }

    private List<String> names() {
        return column("clip_id");
    }

    private Set<String> fingerprints() {
        return new TreeSet<>(column("fingerprint"));
    }

    private List<String> column(String name) {
        return cache().latents().select(name).collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private List<Path> parquetFiles() throws IOException {
        try (var files = Files.walk(folder.resolve("cache/latents"))) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".parquet")).toList());
        }
    }

    private Path clips() {
        return folder.resolve("clips");
    }

    private static void clip(Path file, long seed) {
        Mp4.write(SceneKind.BOUNCE.draw(SMALL, seed).clip(), file);
    }
}
