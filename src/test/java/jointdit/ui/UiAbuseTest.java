package jointdit.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jointdit.ui.UiForTests.RUN;
import static jointdit.ui.UiForTests.json;
import static jointdit.ui.UiForTests.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import jointdit.media.Picture;
import jointdit.media.Png;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UiAbuseTest {
    private static final byte[] PICTURE = Png.bytes(new Picture(4, 2, new byte[24]));

    @TempDir
    Path folder;

    private final ShortClips clips = ShortClips.waiting();
    private UiForTests ui;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "the secret");
        ui = UiForTests.start(
                folder.resolve("out"),
                clips,
                "queue=2",
                "limits.patience=700ms",
                "limits.picture-bytes=20000",
                "limits.picture-pixels=1000000");
    }

    @AfterEach
    void stop() {
        clips.let(1000);
        ui.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/..%2fsecret.txt",
                "/%2e%2e/%2e%2e/secret.txt",
                "/api/runs/..%2f..%2fsecret.txt",
                "/api/runs/../../secret.txt",
                "/api/runs/..%2f../secret.txt",
                "/api/runs/%2e%2e/secret.txt",
                "/api/pictures/..%2f..%2fsecret.txt",
                "/api/pictures/....//secret",
                "/api/pictures/%00",
                "/page.css/../../files.txt",
                "/files.txt",
                "/../jointdit/model/config.json",
                "//etc/passwd",
                "/api/clips/..%2f../picture?model=shipped",
                "/api/clips?model=..%2f..%2fsecret.txt"
            })
    void noPathLeadsOutside(String path) throws IOException {
        assertThat(ui.rawGet(path, ui.host())).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("the secret");
    }

    @Test
    void filesOfARunHaveFixedNames() {
        var id = ui.run();

        assertThat(ui.get("/api/runs/" + id + "/run.json").statusCode()).isEqualTo(404);
        assertThat(ui.get("/api/runs/" + id + "/..%2fpictures").statusCode()).isEqualTo(404);
    }

    @Test
    void aLargeBodyIsRefused() throws IOException {
        var announced = ui.raw(upload("image/png", 1_000_000_000L) + "abc");

        assertThat(announced).startsWith("HTTP/1.1 413 ").contains("Wanted at most 20000 bytes");
    }

    @Test
    void aBodyOfUnknownLengthIsRefused() throws IOException {
        var head = "POST /api/pictures HTTP/1.1\r\nHost: %s\r\nContent-Type: image/png\r\n".formatted(ui.host());
        var chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        var answer = ui.raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 411 ");
    }

    @Test
    void whoSendsTooMuchHearsOfIt() {
        var answer = ui.post("/api/pictures", "image/png", new byte[100_000]);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(text(answer)).contains("Wanted at most 20000 bytes");
    }

    @Test
    void aLargeRequestForARunIsRefused() {
        var answer = ui.post("/api/runs", RUN.replace("a red ball", "x".repeat(100_000)));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "image/svg+xml", "image/tiff", "multipart/form-data"})
    void onlyPicturesAreTaken(String type) {
        var answer = ui.post("/api/pictures", type, PICTURE);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(json(answer).get("error").getAsString()).startsWith("Wanted a PNG");
    }

    @Test
    void whatCannotBeDecodedIsRefused() {
        var cut = Arrays.copyOf(PICTURE, PICTURE.length / 2);

        for (var broken : new byte[][] {new byte[0], "hello".getBytes(UTF_8), cut, svg(), tiff()}) {
            var answer = ui.post("/api/pictures", "image/png", broken);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(json(answer).get("error").getAsString()).contains("cannot be decoded");
        }
    }

    @Test
    void aBombIsRefusedByItsHeader() {
        var answer = ui.post("/api/pictures", "image/png", header(50_000, 50_000));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(text(answer)).contains("at most 1000000 pixels, found 50000 x 50000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            evil.example
            evil.example:PORT
            127.0.0.1
            127.0.0.1:1
            127.0.0.1:PORT.evil.example
            localhost:PORT@evil.example
            0.0.0.0:PORT
            """)
    void otherNamesOfTheServerAreRefused(String host) throws IOException {
        var name = host.replace("PORT", String.valueOf(ui.port()));

        assertThat(ui.rawGet("/api/models", name)).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void itsOwnNamesAreTaken() throws IOException {
        for (var name : new String[] {"127.0.0.1", "localhost", "LOCALHOST", "[::1]"}) {
            assertThat(ui.rawGet("/api/about", name + ":" + ui.port())).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void pagesOfOtherSitesAreRefused(String header) throws IOException {
        assertThat(ui.rawGet("/api/runs", ui.host(), header)).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void aLinkFromAnotherSiteMayOpenThePage() throws IOException {
        assertThat(ui.rawGet("/", ui.host(), "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(ui.rawGet("/", ui.host(), "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void itsOwnPageMayChangeThings() {
        var answer = ui.post("/api/pictures", "image/png", PICTURE, "Origin", "http://" + ui.host());

        assertThat(answer.statusCode()).isEqualTo(201);
    }

    @Test
    void formsOfOtherSitesCannotAskForRuns() {
        assertThat(ui.post("/api/runs", "text/plain", RUN.getBytes(UTF_8)).statusCode())
                .isEqualTo(415);
        assertThat(ui.post("/api/runs/" + ui.run() + "/cancel", "text/plain", new byte[0])
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void browsersAreToldWhatThePageMayDo() {
        var headers = ui.get("/").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(ui.get("/nothing").headers().firstValue("Content-Security-Policy"))
                .isPresent();
    }

    @Test
    void aSlowHeaderTimesOut() throws Exception {
        assertThat(ui.raw("GET /api/about HTTP/1.1\r\nHost: ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST", "evil.example"})
    void aSlowBodyTimesOutThoughItNeverStops(String host) throws Exception {
        try (var socket = new Socket("127.0.0.1", ui.port())) {
            var out = socket.getOutputStream();
            out.write(upload("image/png", 10_000)
                    .replace(ui.host(), host.replace("HOST", ui.host()))
                    .getBytes(UTF_8));
            var start = System.nanoTime();
            try {
                while (System.nanoTime() - start < Duration.ofSeconds(20).toNanos()) {
                    out.write('x');
                    out.flush();
                    Thread.sleep(100);
                }
            } catch (IOException e) {
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
                return;
            }
            throw new AssertionError("Wanted a closed connection, found it open");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"model": "shipped", "settings": {"steps": 1.5}}                    | steps
            {"model": "shipped", "settings": {"steps": 201}}                    | steps
            {"model": "shipped", "settings": {"steps": "5"}}                    | steps
            {"model": "shipped", "settings": {"steps": 1e999}}                  | steps
            {"model": "shipped", "settings": {"wv": -1}}                        | wv
            {"model": "shipped", "settings": {"solver": "euler, mode = iso"}}   | solver
            {"model": "shipped", "settings": {"seed": -1}}                      | seed
            {"model": "shipped", "settings": {"seconds": 1000}}                 | seconds
            {"model": "shipped", "settings": {"out": "/tmp"}}                   | out
            {"model": "shipped", "settings": {"prompt": ["a"]}}                 | prompt
            {"model": "shipped", "settings": []}                                | settings
            {"model": "shipped", "settings": {}}                                | prompt
            {"model": "shipped", "picture": "../secret"}                        | picture
            {"model": {"a": 1}}                                                 | model
            {"settings": {"prompt": "a"}}                                       | model
            {"model": "shipped", "path": "/etc/passwd"}                         | path
            """)
    void aWrongSettingIsNamed(String request, String field) {
        var answer = ui.post("/api/runs", request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("field").getAsString()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{\"a\":", "\u0000"})
    void whatIsNoJsonIsRefused(String body) {
        assertThat(ui.post("/api/runs", body).statusCode()).isEqualTo(400);
    }

    @Test
    void deepJsonIsRefused() {
        assertThat(ui.post("/api/runs", "[".repeat(60_000)).statusCode()).isEqualTo(400);
        assertThat(ui.get("/api/about").statusCode()).isEqualTo(200);
    }

    @Test
    void otherMethodsAndNumbersAreRefused() {
        assertThat(ui.post("/api/models", "{}").statusCode()).isEqualTo(405);
        assertThat(ui.get("/api/runs?limit=-1").statusCode()).isEqualTo(400);
        assertThat(ui.get("/api/runs?limit=101").statusCode()).isEqualTo(400);
        assertThat(ui.get("/api/runs/nothing").statusCode()).isEqualTo(404);
        assertThat(ui.get("/api/runs/nothing/events").statusCode()).isEqualTo(404);
        assertThat(ui.delete("/api/runs/nothing").statusCode()).isEqualTo(404);
    }

    private String upload(String type, long length) {
        return "POST /api/pictures HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(ui.host(), type, length);
    }

    private static byte[] svg() {
        return "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>".getBytes(UTF_8);
    }

    /** A whole TIFF of one white pixel, which Java could read and we do not take. */
    private static byte[] tiff() {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(1, 1, 1), "tiff", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The start of a PNG file that says it is this large. */
    private static byte[] header(int width, int height) {
        var chunk = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(UTF_8))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        var sum = new CRC32();
        sum.update(chunk);
        return ByteBuffer.allocate(33)
                .putLong(0x89504e470d0a1a0aL)
                .putInt(13)
                .put(chunk)
                .putInt((int) sum.getValue())
                .array();
    }
}
