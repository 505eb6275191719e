package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipTableTest {
    private final SparkSession spark = SparkForTests.session();

    @TempDir
    private Path folder;

    @Test
    void mediaFilesOfAFolderAreClips() throws IOException {
        write("b/_two.webm", "");
        write("one.MP4", "");
        write("notes.md", "");

        assertThat(read(folder)).extracting(ClipRow::clipId).containsExactly("b/_two", "one");
    }

    @Test
    void textBesideAFileIsItsCaption() throws IOException {
        write("one.mp4", "");
        write("one.txt", " a dog barks\n");

        assertThat(read(folder).get(0).caption()).isEqualTo("a dog barks");
    }

    @Test
    void jsonBesideAFileGivesTheOtherColumns() throws IOException {
        write("one.mp4", "");
        write(
                "one.json",
                "{\"caption\": \"rain\", \"split\": \"test\", \"start_s\": 1.5, \"duration_s\": 2,\n \"labels\": [\"wet\"]}");

        var clip = read(folder).get(0);

        assertThat(clip).isEqualTo(new ClipRow("one", uri("one.mp4"), "test", "rain", 1.5, 2, List.of("wet"), ""));
    }

    @Test
    void brokenJsonBesideAFileIsAnError() throws IOException {
        write("one.mp4", "");
        write("one.json", "{\"caption\": ");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(folder))
                .withMessageStartingWith("Wanted JSON with caption")
                .withMessageContaining("one.mp4");
    }

    @Test
    void filesThatShareAStemKeepTheirEndings() throws IOException {
        write("one.mp4", "");
        write("one.mov", "");

        assertThat(read(folder)).extracting(ClipRow::clipId).containsExactly("one.mov", "one.mp4");
    }

    @Test
    void splitByHashDoesNotMoveWhenClipsCome() throws IOException {
        for (var i = 0; i < 40; i++) {
            write("clip-" + i + ".mp4", "");
        }
        var before = read(folder);
        write("another.mp4", "");

        assertThat(read(folder)).containsAll(before);
        assertThat(before.stream().filter(clip -> clip.split().equals("validation")))
                .hasSizeBetween(4, 16);
    }

    @Test
    void relativeUrisOfACsvStartAtTheManifest() throws IOException {
        var manifest = write(
                "clips.csv", "uri,caption,labels,extra\nsub/one.mp4,\"a \"\"loud\"\" dog, barking\",dog;loud,7\n");

        var clip = read(manifest).get(0);

        assertThat(clip.uri()).isEqualTo(uri("sub/one.mp4"));
        assertThat(clip.clipId()).isEqualTo("sub/one");
        assertThat(clip.caption()).isEqualTo("a \"loud\" dog, barking");
        assertThat(clip.labels()).containsExactly("dog", "loud");
        assertThat(clip.durationSeconds()).isInfinite();
    }

    @Test
    void jsonLinesAndParquetGiveTheSameRows() throws IOException {
        var lines = write("clips.jsonl", """
                {"clip_id": "a", "uri": "s3a://bucket/a.mp4", "split": "train", "start_s": 1, "labels": ["x"]}
                {"clip_id": "b", "uri": "/b.mp4", "duration_s": 2.5}
                """);
        var parquet = folder.resolve("clips.parquet");
        spark.read().json(lines.toString()).write().parquet(parquet.toString());

        var rows = read(lines);

        assertThat(rows).extracting(ClipRow::uri).containsExactly("s3a://bucket/a.mp4", "/b.mp4");
        assertThat(rows).extracting(ClipRow::startSeconds).containsExactly(1.0, 0.0);
        assertThat(read(parquet)).containsExactlyElementsOf(rows);
    }

    @Test
    void manifestWithoutUriIsRefused() throws IOException {
        var manifest = write("clips.csv", "file,caption\na.mp4,dog\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(manifest))
                .withMessageMatching("Wanted a column uri in .*clips.csv, found file, caption");
    }

    @Test
    void valuesOfTheWrongTypeAreRefused() throws IOException {
        var manifest = write("clips.csv", "uri,start_s\na.mp4,soon\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(manifest))
                .withMessageMatching("Wanted double in column start_s of .*clips.csv, found \\[\\[soon]]");
    }

    @Test
    void twoClipsOfOneNameAreRefused() throws IOException {
        var manifest = write("clips.csv", "uri,clip_id\na.mp4,x\nb.mp4,x\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(manifest))
                .withMessageMatching("Wanted one row per clip_id in .*clips.csv, found two of \\[\\[x]]");
    }

    @Test
    void emptyFolderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(folder))
                .withMessageStartingWith("Wanted clips in " + folder);
    }

    @Test
    void missingFolderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(folder.resolve("absent")))
                .withMessageMatching("Cannot find clips at file:.*/absent");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        var file = write("clips.xlsx", "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(file))
                .withMessageStartingWith("Wanted a folder of clips or a .csv, .jsonl or .parquet manifest");
    }

    private List<ClipRow> read(Path where) {
        return new ClipTable(spark)
                .read(where.toString(), 0.25).orderBy("clip_id").collectAsList().stream()
                        .map(ClipRow::from)
                        .toList();
    }

    private String uri(String name) {
        return "file:" + folder.resolve(name);
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
