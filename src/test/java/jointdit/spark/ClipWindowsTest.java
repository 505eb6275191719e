package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jointdit.codec.AudioCodecConfig;
import jointdit.codec.CodecConfig;
import jointdit.codec.VideoCodecConfig;
import jointdit.media.Mp4;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipWindowsTest {
    private static final CodecConfig CODEC =
            new CodecConfig(32, 32, 8, new VideoCodecConfig.Pca(8, 16, 1), new AudioCodecConfig.Pca(4, 16, 1));

    private final SparkSession spark = SparkForTests.session();

    @TempDir
    private Path folder;

    @BeforeEach
    void makeClips() throws IOException {
        Files.createDirectories(folder.resolve("clips"));
        clip("one", 1);
        clip("two", 2);
        clip("three", 3.5);
    }

    @Test
    void filesAreCutIntoClipsOfOneLength() {
        var report = write(1, 10);

        assertThat(report).isEqualTo(new ClipWindows.Report(3, 3, 6, List.of()));
        assertThat(rows())
                .extracting(ClipRow::clipId, ClipRow::startSeconds, ClipRow::durationSeconds)
                .contains(tuple("three-1", 0.0, 1.0), tuple("three-3", 2.0, 1.0));
        assertThat(new ClipPlayer(spark, CODEC).clips(manifest(), List.of("three-3", "one-1")))
                .allSatisfy(clip -> assertThat(clip.video().frames()).hasSize(8));
    }

    @Test
    void aFileIsHeldOutWholeOrNotAtAll() {
        write(1, 10);

        var held = rows().stream()
                .filter(row -> row.split().equals("validation"))
                .map(row -> row.clipId().replaceAll("-\\d+$", ""))
                .distinct();
        assertThat(held).hasSize(1);
    }

    @Test
    void whatIsTooShortOrBrokenIsToldAndLeft() throws IOException {
        Files.write(folder.resolve("clips/broken.mp4"), new byte[] {1, 2, 3});

        var report = write(2, 10);

        assertThat(report.clips()).isEqualTo(2);
        assertThat(report.unusable())
                .hasSize(2)
                .anyMatch(line -> line.equals("one: only 1.0 s long"))
                .anyMatch(line -> line.startsWith("broken: "));
    }

    @Test
    void noMoreFilesAreTakenThanAllowed() {
        assertThat(write(1, 2))
                .extracting(ClipWindows.Report::files, ClipWindows.Report::of)
                .containsExactly(2, 3);
    }

    @Test
    void oneFileIsTooFew() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(3, 10))
                .withMessageContainingAll("Wanted at least 2 files", "found 1 of 3", "s long");
    }

    private ClipWindows.Report write(double seconds, int mostFiles) {
        return new ClipWindows(spark, CODEC, seconds)
                .write(folder.resolve("clips").toString(), mostFiles, 0.2, manifest());
    }

    private String manifest() {
        return folder.resolve("clips.parquet").toString();
    }

    private List<ClipRow> rows() {
        return new ClipTable(spark)
                .read(manifest(), 0).collectAsList().stream().map(ClipRow::from).toList();
    }

    private void clip(String name, double seconds) {
        var clip = SceneKind.BOUNCE
                .draw(new SceneConfig(32, 32, seconds, 8, 16_000), 1)
                .clip();
        Mp4.write(clip, folder.resolve("clips/" + name + ".mp4"));
    }
}
