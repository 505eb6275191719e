package jointdit.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jointdit.config.Records;
import jointdit.media.DecodeConfig;
import jointdit.media.Mp4;
import jointdit.spark.ClipMaker;
import jointdit.spark.FailureRow;
import jointdit.spark.MakeClipsConfig;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Progress.Style;
import jointdit.spark.SampleRow;
import jointdit.spark.SampleRow.Status;
import jointdit.spark.SparkForTests;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateClipsTest {
    private static final int CLIPS = 12;
    private static final Screen SILENT = new Screen(text -> {}, Style.LINES, System::nanoTime);

    private final SparkSession spark = SparkForTests.session();

    @TempDir
    private static Path clips;

    @TempDir
    private Path out;

    @BeforeAll
    static void makeClips() throws IOException {
        var lines = new StringBuilder();
        for (var seed = 0; seed < CLIPS; seed++) {
            Mp4.write(
                    SceneKind.BOUNCE.draw(SceneConfig.standard(), seed).clip(),
                    clips.resolve("bounce-" + seed + ".mp4"));
            var split = seed < 4 ? "validation" : "train";
            lines.append(
                    "{\"uri\":\"bounce-%d.mp4\",\"split\":\"%s\",\"labels\":[\"bounce\"]}%n".formatted(seed, split));
        }
        Files.writeString(clips.resolve("clips.jsonl"), lines);
    }

    @Test
    void filmedClipsAreInSynchrony() {
        var figures = figures(run(clips.toString(), "real"));

        assertThat(figures.get("event-f1").value()).isGreaterThan(0.95);
        assertThat(figures.get("integrity").value()).isEqualTo(1);
        assertThat(figures.get("event-f1-shuffled").value()).isLessThan(0.6);
        assertThat(figures.get("clips"))
                .extracting(MetricRow::value, MetricRow::n)
                .containsExactly(12.0, 12L);
        assertThat(figures.get("failures").value()).isZero();
    }

    @Test
    void manifestIsCutToItsSplitAndLabel() {
        var report = new EvaluateClips(
                        spark,
                        config(clips + "/clips.jsonl", "real", Optional.of("validation"), Optional.of("bounce")),
                        SILENT)
                .run();

        assertThat(figures(report).get("clips"))
                .extracting(MetricRow::value, MetricRow::split, MetricRow::group)
                .containsExactly(4.0, "validation", "all");
    }

    @Test
    void videosWithoutSoundAreSilent() throws IOException {
        var mute = Files.createDirectories(out.resolve("mute"));
        for (var seed = 0; seed < 5; seed++) {
            var clip = SceneKind.BOUNCE.draw(SceneConfig.standard(), seed).clip();
            Files.write(mute.resolve("mute-" + seed + ".mp4"), Mp4.bytes(clip.video()));
        }

        var figures = figures(run(mute.toString(), "mute"));

        assertThat(figures.get("failures").value()).isZero();
        assertThat(figures.get("fault-silent").value()).isEqualTo(5);
        assertThat(figures.get("event-f1").value()).isZero();
        assertThat(figures.get("integrity").value()).isEqualTo(1);
    }

    @Test
    void madeClipsAreComparedWithWhatTrulyHappens() throws IOException {
        var made = out.resolve("made");
        var scenes = List.of(SceneKind.GLIDE);
        new ClipMaker(spark, new MakeClipsConfig(made.toString(), 12, scenes, 3, 0.5, 0, 64, 64, 2, 8, 16_000), SILENT)
                .run();
        var evaluate = Records.with(
                config(made + "/clips.jsonl", "made", Optional.empty(), Optional.of("glide")),
                Map.of("events", Optional.of(made + "/events.jsonl"), "scene", Optional.empty()));

        var figures = figures(new EvaluateClips(spark, evaluate, SILENT).run());

        assertThat(figures.get("event-f1-video-truth").value()).isGreaterThan(0.9);
        assertThat(figures.get("event-f1-audio-truth").value()).isGreaterThan(0.9);
        assertThat(figures.get("event-offset-video-truth").value()).isBetween(-0.07, 0.07);
        assertThat(figures.get("event-offset-audio-truth").value()).isBetween(-0.07, 0.07);
    }

    @Test
    void trueTimesThatAreNotThereAreRefused() {
        var config = Records.with(
                config(clips + "/clips.jsonl", "real", Optional.empty(), Optional.empty()),
                Map.of("events", Optional.of(clips + "/none.jsonl")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EvaluateClips(spark, config, SILENT).run())
                .withMessageStartingWith("Wanted the true times of clips (events.jsonl of make-clips) in");
    }

    @Test
    void splitThatIsNotThereIsRefused() {
        var config = config(clips + "/clips.jsonl", "real", Optional.of("test"), Optional.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EvaluateClips(spark, config, SILENT).run())
                .withMessageStartingWith("Wanted clips of split test and label any in " + clips);
    }

    @Test
    void generatedClipsAreThoseOfTheSamplesTable() throws IOException {
        var folder = out.resolve("generated");
        var samples = List.of(
                sample("a", Status.DONE, clips.resolve("bounce-0.mp4").toString(), ""),
                sample("b", Status.DONE, clips.resolve("bounce-1.mp4").toString(), ""),
                sample("c", Status.DONE, clips.resolve("missing.mp4").toString(), ""),
                sample("d", Status.FAILED, "", "No such picture"));
        spark.createDataFrame(samples.stream().map(SampleRow::toRow).toList(), SampleRow.SCHEMA)
                .write()
                .parquet(folder + "/samples");

        var report = run(folder.toString(), "joint");

        assertThat(figures(report).get("clips").value()).isEqualTo(2);
        assertThat(figures(report).get("failures").value()).isEqualTo(2);
        assertThat(report.failures()).extracting(FailureRow::id).containsExactly("c", "d");
        assertThat(report.failures().get(1).reason()).isEqualTo("was not generated: No such picture");
        assertThat(spark.read()
                        .schema(FailureRow.SCHEMA)
                        .parquet(out + "/scores/failures")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void clipsThatCannotBeDecodedAloneAreAnError() throws IOException {
        var broken = Files.createDirectories(out.resolve("broken"));
        Files.write(broken.resolve("one.mp4"), new byte[] {1, 2, 3});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(broken.toString(), "broken"))
                .withMessageStartingWith("Wanted clips that can be looked at in " + broken + ", found none");
    }

    @Test
    void runsOfOtherNamesStayInTheTable() throws IOException {
        var some = Files.createDirectories(out.resolve("some"));
        Files.copy(clips.resolve("bounce-0.mp4"), some.resolve("one.mp4"));
        run(some.toString(), "first");
        run(some.toString(), "second");
        run(some.toString(), "second");

        var rows = new MetricTable(spark, out + "/scores").read();

        var perRun = rows.stream().collect(Collectors.groupingBy(MetricRow::run, Collectors.counting()));
        assertThat(perRun).containsOnlyKeys("first", "second");
        assertThat(perRun.get("first")).isEqualTo(perRun.get("second"));
        assertThat(rows.get(0).settings()).contains("\"run\":\"first\"");
        assertThat(Files.readAllLines(out.resolve("scores/metrics.json")))
                .hasSize(rows.size() + 2)
                .anyMatch(line -> line.matches(".*\"metric\":\"integrity\".*\"value\":null.*found 1.*"));
    }

    private EvaluateReport run(String samples, String run) {
        return new EvaluateClips(spark, config(samples, run, Optional.empty(), Optional.empty()), SILENT).run();
    }

    private EvaluateConfig config(String samples, String run, Optional<String> split, Optional<String> label) {
        return new EvaluateConfig(
                samples,
                Optional.empty(),
                Optional.empty(),
                out + "/scores",
                run,
                split,
                label,
                Optional.of(SceneKind.BOUNCE),
                Optional.empty(),
                0,
                new DecodeConfig(64, 64, 8, 16_000),
                List.of());
    }

    private static SampleRow sample(String id, Status status, String uri, String error) {
        return new SampleRow(id, "key", status, uri, "", 0, "run", "{}", 1, error, 0);
    }

    private static Map<String, MetricRow> figures(EvaluateReport report) {
        return report.figures().stream()
                .filter(row -> row.group().equals("all"))
                .collect(Collectors.toMap(MetricRow::metric, row -> row));
    }
}
