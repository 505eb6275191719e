package jointdit.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import jointdit.codec.AudioCodecConfig;
import jointdit.codec.CodecConfig;
import jointdit.codec.VideoCodecConfig;
import jointdit.media.Mp4;
import jointdit.spark.FetchClipsConfig.Limit;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Progress.Style;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchClipsTest {
    private static final Screen SILENT = new Screen(text -> {}, Style.LINES, System::nanoTime);
    private static final Limit ALL = new Limit(Optional.empty(), Optional.empty());

    /** Two seconds. */
    private static final byte[] VIDEO = Mp4.bytes(
            SceneKind.BOUNCE.draw(new SceneConfig(32, 32, 2, 8, 16_000), 1).clip());

    private final SparkSession spark = SparkForTests.session();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"set.zip", "set.tar", "set.tar.gz", "set"})
    void anArchiveBecomesClips(String name) throws IOException {
        var report = run(avsync15(archive(name, usual())), ALL);

        assertThat(report)
                .extracting(FetchClipsReport::videos, FetchClipsReport::brought, FetchClipsReport::failed)
                .containsExactly(3, 3, 0);
        assertThat(clips())
                .containsExactly(
                        new ClipRow("dog_barking/a-1", uri("dog_barking/a"), "train", "a dog barks", 0, 1, dogs(), ""),
                        new ClipRow("dog_barking/a-2", uri("dog_barking/a"), "train", "a dog barks", 1, 1, dogs(), ""),
                        new ClipRow(
                                "dog_barking/b-1", uri("dog_barking/b"), "validation", "a dog barks", 0, 1, dogs(), ""),
                        new ClipRow(
                                "dog_barking/b-2", uri("dog_barking/b"), "validation", "a dog barks", 1, 1, dogs(), ""),
                        new ClipRow(
                                "lions_roaring/c d-1",
                                uri("lions_roaring/c d"),
                                "train",
                                "lions roaring",
                                0,
                                1,
                                List.of("lions_roaring"),
                                ""),
                        new ClipRow(
                                "lions_roaring/c d-2",
                                uri("lions_roaring/c d"),
                                "train",
                                "lions roaring",
                                1,
                                1,
                                List.of("lions_roaring"),
                                ""));
    }

    @Test
    void theManifestGoesStraightIntoTheCache() throws IOException {
        var manifest = run(avsync15(archive("set.zip", usual())), ALL).manifest();
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
    }

    @Test
    void aSecondRunReadsNoArchive() throws IOException {
        var source = avsync15(archive("set.zip", usual()));
        run(source, ALL);
        Files.delete(folder.resolve("set.zip"));

        assertThat(run(source, ALL))
                .extracting(FetchClipsReport::videos, FetchClipsReport::brought, FetchClipsReport::clips)
                .containsExactly(3, 0, 6);
    }

    @Test
    void aRunBringsWhatIsMissingAlone() throws IOException {
        var source = avsync15(archive("set.zip", usual()));
        run(source, ALL);
        var kept = out("videos/dog_barking/a.mp4");
        Files.setLastModifiedTime(kept, FileTime.fromMillis(1_000));
        Files.delete(out("videos/dog_barking/b.mp4"));

        assertThat(run(source, ALL).brought()).isEqualTo(1);
        assertThat(out("videos/dog_barking/b.mp4")).hasBinaryContent(VIDEO);
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(FileTime.fromMillis(1_000));
    }

    @Test
    void limitsAreOfEachSplitAndGrow() throws IOException {
        var source = avsync15(archive("set.zip", usual()));

        assertThat(run(source, new Limit(Optional.of(1), Optional.of(0))).videos())
                .isEqualTo(1);
        assertThat(run(source, new Limit(Optional.of(2), Optional.of(0))))
                .extracting(FetchClipsReport::videos, FetchClipsReport::brought)
                .containsExactly(2, 1);
    }

    @Test
    void brokenShortAndAbsentVideosAreFailures() throws IOException {
        var files = usual();
        files.put("videos/dog_barking/a.mp4", Arrays.copyOf(VIDEO, VIDEO.length / 3));
        files.remove("videos/dog_barking/b.mp4");
        var report = run(avsync15(archive("set.zip", files)), ALL, 3);

        assertThat(report)
                .extracting(FetchClipsReport::failed, FetchClipsReport::clips)
                .containsExactly(3, 0);
        assertThat(failures()).containsOnlyKeys("dog_barking/a", "dog_barking/b", "lions_roaring/c d");
        assertThat(failures().get("dog_barking/b")).isEqualTo("Not in the archive");
        assertThat(failures().get("lions_roaring/c d")).contains("Wanted a clip of 3.0 s, found only 2.");
    }

    @Test
    void anArchiveThatBreaksOffGivesWhatItHas() throws IOException {
        var source = avsync15(archive("set.tar", usual()));
        var file = folder.resolve("set.tar");
        var bytes = Files.readAllBytes(file);
        int last = new String(bytes, ISO_8859_1).lastIndexOf("AVSync15/videos/lions_roaring/c d.mp4");
        Files.write(file, Arrays.copyOf(bytes, last + 512 + VIDEO.length / 2));
        var report = run(source, ALL);

        assertThat(report.brought()).isEqualTo(2);
        assertThat(failures().values()).containsExactly("Broken in the archive: the archive breaks off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.mp4", "/evil.mp4", "videos/../../evil.mp4", "..\\evil.mp4"})
    void aFileThatLeadsOutOfTheFolderIsRefused(String path) throws IOException {
        var files = usual();
        files.put(path, VIDEO);
        var source = avsync15(archive("set.zip", files));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(source, ALL))
                .withMessageContainingAll("Refused", "evil.mp4");
        assertThat(folder.resolve("evil.mp4")).doesNotExist();
    }

    @Test
    void whatIsNoArchiveIsTold() throws IOException {
        Files.writeString(folder.resolve("set.zip"), "<html>");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(avsync15(folder.resolve("set.zip").toString()), ALL))
                .withMessageContaining("Wanted a .zip, .tar or .tar.gz");
    }

    @Test
    void aFolderOfAnotherSetIsRefused() throws IOException {
        run(avsync15(archive("set.zip", usual())), ALL);
        var other = avsync15(archive("other.zip", usual()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(other, ALL))
                .withMessageContainingAll("other.zip", "set.zip", "set another out");
    }

    @Test
    void anArchiveOfTheWebIsFetchedOnce() throws IOException {
        var bytes = Files.readAllBytes(Path.of(archive("set.zip", usual())));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var requests = new CopyOnWriteArrayList<String>();
        server.createContext("/set.zip", exchange -> {
            requests.add(exchange.getRequestMethod());
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.getResponseHeaders().set("ETag", "\"" + System.nanoTime() + "\"");
            exchange.sendResponseHeaders(200, head ? -1 : bytes.length);
            exchange.getResponseBody().write(head ? new byte[0] : bytes);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://127.0.0.1:" + server.getAddress().getPort() + "/set.zip?key=secret";
            assertThat(run(avsync15(address), ALL).brought()).isEqualTo(3);
        } finally {
            server.stop(0);
        }
        assertThat(requests).containsExactly("HEAD", "GET");
        assertThat(out("fetch-clips.json")).content().doesNotContain("secret");
    }

    @Test
    void annotatedVideosOfAStoreAreClips() throws IOException {
        store("one_000010_000020", VIDEO);
        store("two_000000_000010", VIDEO);
        var report = run(vatex(Vatex.Take.FIRST, "/nowhere/yt-dlp"), ALL);

        assertThat(report)
                .extracting(FetchClipsReport::videos, FetchClipsReport::failed, FetchClipsReport::clips)
                .containsExactly(3, 1, 4);
        assertThat(failures().get("three_000001_000011")).contains("Cannot run /nowhere/yt-dlp", "pip install yt-dlp");
        assertThat(clips()).extracting(ClipRow::caption).containsOnly("a man sings", "rain falls");
        assertThat(clips()).extracting(ClipRow::uri).contains("file:" + folder.resolve("store/one_000010_000020.mp4"));
    }

    @Test
    void allCaptionsMakeAClipEach() throws IOException {
        store("one_000010_000020", VIDEO);
        run(vatex(Vatex.Take.ALL, "/nowhere/yt-dlp"), new Limit(Optional.of(1), Optional.of(0)));

        assertThat(clips())
                .extracting(ClipRow::clipId, ClipRow::caption)
                .startsWith(
                        tuple("one_000010_000020-1-1", "a man sings"), tuple("one_000010_000020-1-2", "someone sings"));
    }

    @Test
    void missingVideosComeThroughYtDlp() throws IOException {
        store("one_000010_000020", VIDEO);
        Files.write(folder.resolve("given.mp4"), VIDEO);
        var program = program("""
                echo "$@" >> %1$s/calls
                case "$*" in
                  *--version*) echo 2025.01.01 ;;
                  *v=two*) echo 'ERROR: [youtube] two: Video unavailable'; exit 1 ;;
                  *) while [ "$1" != --output ]; do shift; done; cp %1$s/given.mp4 "$2" ;;
                esac
                """);
        var report = run(vatex(Vatex.Take.FIRST, program), ALL);

        assertThat(report)
                .extracting(FetchClipsReport::brought, FetchClipsReport::failed)
                .containsExactly(1, 1);
        assertThat(failures().get("two_000000_000010")).endsWith("two: Video unavailable");
        assertThat(out("videos/three_000001_000011.mp4")).hasBinaryContent(VIDEO);
        assertThat(folder.resolve("calls"))
                .content()
                .contains("--download-sections *1-11", "-- https://www.youtube.com/watch?v=three");
        assertThat(run(vatex(Vatex.Take.FIRST, program), ALL).brought()).isZero();
    }

    @Test
    void annotationsOfAnotherKindAreTold() throws IOException {
        var source = vatex(Vatex.Take.FIRST, "yt-dlp");
        Files.writeString(folder.resolve("train.json"), "{\"videoID\": 1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(source, ALL))
                .withMessageContainingAll("Wanted a JSON list of videoID and enCap", "train.json");
    }

    private FetchClipsReport run(ClipSource source, Limit limit) {
        return run(source, limit, 1);
    }

    private FetchClipsReport run(ClipSource source, Limit limit, double seconds) {
        var config = new FetchClipsConfig(folder.resolve("out").toString(), seconds, 16, limit, source);
        return new FetchClips(spark, config, SILENT).run();
    }

    private static ClipSource avsync15(String archive) {
        return new Avsync15(archive, List.of(new Avsync15.Caption("dog_barking", "a dog barks")));
    }

    private ClipSource vatex(Vatex.Take take, String program) throws IOException {
        var train = folder.resolve("train.json");
        Files.writeString(train, """
                [{"videoID": "one_000010_000020", "enCap": ["a man sings", "someone sings"], "chCap": ["x"]},
                 {"videoID": "three_000001_000011", "enCap": ["a car"]}]
                """);
        var validation = folder.resolve("validation.json");
        Files.writeString(validation, """
                [{"enCap": ["rain falls"], "videoID": "two_000000_000010"}]
                """);
        return new Vatex(
                Optional.of(train.toString()),
                Optional.of(validation.toString()),
                Optional.of(folder.resolve("store").toString()),
                take,
                program);
    }

    private void store(String id, byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve("store"));
        Files.write(folder.resolve("store/" + id + ".mp4"), bytes);
    }

    private String program(String script) throws IOException {
        var program = folder.resolve("fake-yt-dlp");
        Files.writeString(program, "#!/bin/sh\n" + script.formatted(folder));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program.toString();
    }

    private static Map<String, byte[]> usual() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("train.txt", "dog_barking/a.mp4\nlions_roaring/c d.mp4\n".getBytes(UTF_8));
        files.put("videos/dog_barking/a.mp4", VIDEO);
        files.put("videos/dog_barking/b.mp4", VIDEO);
        files.put("videos/dog_barking/unlisted.mp4", VIDEO);
        files.put("test.txt", "videos/dog_barking/b\r\n\n".getBytes(UTF_8));
        files.put("videos/lions_roaring/c d.mp4", VIDEO);
        return files;
    }

    private String archive(String name, Map<String, byte[]> files) throws IOException {
        return Archives.write(folder.resolve(name), files).toString();
    }

    private List<ClipRow> clips() {
        return new ClipTable(spark)
                .read(out("clips.jsonl").toString(), 0).collectAsList().stream()
                        .map(ClipRow::from)
                        .toList();
    }

    private Map<String, String> failures() {
        var reasons = new LinkedHashMap<String, String>();
        spark.read().parquet(out("failures").toString()).collectAsList().stream()
                .map(FailureRow::from)
                .forEach(row -> reasons.put(row.id(), row.reason()));
        return reasons;
    }

    private static List<String> dogs() {
        return List.of("dog_barking");
    }

    private String uri(String video) {
        return "file:" + out("videos/" + video + ".mp4");
    }

    private Path out(String name) {
        return folder.resolve("out").resolve(name);
    }
}
