package jointdit.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import jointdit.config.Configs;
import jointdit.joint.TinyModel;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.spark.Progress.Style;
import jointdit.spark.SparkForTests;
import jointdit.store.Gate;
import jointdit.store.S3Server;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All jobs of a life with everything on a real S3 server. */
class StoresTest {
    private static final String BUCKET = "s3a://" + S3Server.BUCKET;

    private static final String OTHER_SECRET = "picture-phrase-471";

    /** Compiling queries takes longer than these tables. */
    private static final List<String> SMALL = List.of(
            "spark.sql.shuffle.partitions=2",
            "spark.sql.adaptive.enabled=false",
            "spark.sql.codegen.wholeStage=false",
            "spark.sql.codegen.factoryMode=NO_CODEGEN");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private S3Server server;

    @BeforeEach
    void start() throws IOException {
        SparkForTests.session().stop(); // each job opens its own, with the client's settings
        server = S3Server.in(folder);
        Files.writeString(folder.resolve("s3a.conf"), """
                include file("%s")
                model = %s
                """.formatted(
                        Path.of("configs/s3a.conf").toAbsolutePath(), Configs.json(TinyModel.config())));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyJobReadsAndWritesThere() throws IOException {
        var log = CapturedLog.begin();
        try (log) {
            life(server.address());
            tellNothingOfMistakes();
        }

        assertThat(server.files().resolve("evaluate/metrics.json")).exists();
        assertThat(objects()).noneMatch(file -> file.contains("_temporary") || file.contains("__magic"));
        assertThat(objects()).filteredOn(file -> file.matches(".*/\\.[^/]+")).isEmpty();
        assertNothingIsTold(log.text());
    }

    @Test
    void aStoreThatStumblesIsAskedAgain() throws IOException {
        IntUnaryOperator rule = n -> n % 29 == 11 ? Gate.REFUSE : n % 47 == 23 ? Gate.CUT : Gate.PASS;
        try (var gate = new Gate(server.address(), rule)) {
            life(gate.address());

            assertThat(gate.disturbed()).isGreaterThan(20);
        }
    }

    @Test
    @Tag("long") // patience of clients
    void afterAnOutageTheNextRunCompletes() throws IOException {
        done(server.address(), "make-clips", "out=" + BUCKET + "/made", "count=10", "scenes=[bounce]");
        assertThat(outagesUntilDone(200, latents())).isPositive();
        assertThat(outagesUntilDone(250, training(40))).isPositive();

        assertThat(objects()).contains("latents/cache.json", "model/checkpoints/step-000040/checkpoint.json");
        assertThat(out.toString(UTF_8)).contains("Clips: 10").contains(" 0 failed");
        done(server.address(), latents());
        assertThat(out.toString(UTF_8)).contains("of which 0 encoded now, 10 kept, 0 failed; 0 stale rows dropped");
    }

    /** Wrong folders, wrong keys, addresses with a login: in settings and in tables. */
    private void tellNothingOfMistakes() throws IOException {
        var login = "s3a://%s:%s@%s".formatted(S3Server.IDENTITY, S3Server.SECRET, S3Server.BUCKET);
        put(
                "logins.jsonl",
                "{\"id\": \"login\", \"prompt\": \"x\", \"image\": \"s3a://a:%s@clips/x.png\"}\n"
                        .formatted(OTHER_SECRET)
                        .getBytes(UTF_8));
        var mistakes = List.of(
                List.of("train", "latents=" + login + "/latents", "out=" + BUCKET + "/other", "--debug"),
                List.of("train", "latents=" + BUCKET + "/gone", "out=" + BUCKET + "/other", "--debug"),
                List.of("train", "latents=" + BUCKET + "/latents", "sparc.secret.key=" + S3Server.SECRET, "--debug"),
                List.of("make-clips", "out=s3a://nobucket/x", "--debug"));
        for (var words : mistakes) {
            assertThat(run(server.address(), words.toArray(String[]::new))).isNotEqualTo(Main.DONE);
        }
        done(
                server.address(),
                "generate",
                "model=" + BUCKET + "/model",
                "latents=" + BUCKET + "/latents",
                "prompts=" + BUCKET + "/logins.jsonl",
                "out=" + BUCKET + "/refused");
        assertThat(out.toString(UTF_8)).contains("Failed: login");
        Files.delete(server.files().resolve("logins.jsonl"));
    }

    /** How often a job fails for the store is gone after some requests, each time {@code more} than before. */
    private int outagesUntilDone(int more, String... words) throws IOException {
        for (int outages = 0; outages < 20; outages++) {
            int allowed = more * (outages + 1);
            try (var gate = new Gate(server.address(), n -> n > allowed ? Gate.CUT : Gate.PASS)) {
                if (run(gate.address(), impatient(words)) == Main.DONE) {
                    return outages;
                }
            }
        }
        throw new AssertionError("never done: " + err.toString(UTF_8));
    }

    /** A client that gives up soon. */
    private static String[] impatient(String... words) {
        var all = new ArrayList<>(List.of(words));
        var s3a = "spark.hadoop.fs.s3a.";
        all.addAll(List.of(s3a + "attempts.maximum=1", s3a + "retry.limit=1", s3a + "retry.interval=50ms"));
        return all.toArray(String[]::new);
    }

    private void life(InetSocketAddress address) throws IOException {
        done(address, "make-clips", "out=" + BUCKET + "/made", "count=10", "scenes=[bounce]");
        done(address, latents());
        done(address, latents());
        assertThat(out.toString(UTF_8)).contains("of which 0 encoded now, 10 kept");
        done(address, training(4));
        done(address, training(6));
        assertThat(objects()).contains("model/checkpoints/step-000006/checkpoint.json");
        prompts();
        generate(address);
        generate(address);
        done(address, "evaluate", "samples=" + BUCKET + "/samples", "out=" + BUCKET + "/evaluate");
    }

    private static String[] latents() {
        return new String[] {
            "cache-latents", "clips=" + BUCKET + "/made/clips.jsonl", "out=" + BUCKET + "/latents", "clips-per-task=4"
        };
    }

    private static String[] training(int steps) {
        return new String[] {
            "train",
            "latents=" + BUCKET + "/latents",
            "out=" + BUCKET + "/model",
            "steps=" + steps,
            "batch=4",
            "every.log=2",
            "every.checkpoint=2"
        };
    }

    private void generate(InetSocketAddress address) throws IOException {
        done(
                address,
                "generate",
                "model=" + BUCKET + "/model",
                "latents=" + BUCKET + "/latents",
                "prompts=" + BUCKET + "/prompts.jsonl",
                "out=" + BUCKET + "/samples",
                "sample.sampling.steps=1");
    }

    private void prompts() throws IOException {
        var picture = Png.bytes(new Picture(64, 64, new byte[64 * 64 * 3]));
        put("pictures/black.png", picture);
        put("prompts.jsonl", """
                {"id": "one", "prompt": "a ball bounces", "image": "s3a://clips/pictures/black.png"}
                {"id": "two", "prompt": "a ball falls"}
                {"id": "bad", "prompt": "nothing", "image": "s3a://clips/pictures/gone.png"}
                """.getBytes(UTF_8));
    }

    private void put(String name, byte[] bytes) throws IOException {
        var configuration = new Configuration();
        S3Server.client(server.address())
                .forEach((key, value) -> configuration.set(key.replace("spark.hadoop.", ""), value));
        var uri = URI.create(BUCKET + "/" + name);
        try (var files = FileSystem.newInstance(uri, configuration);
                var file = files.create(new org.apache.hadoop.fs.Path(uri))) {
            file.write(bytes);
        }
    }

    private void done(InetSocketAddress address, String... words) throws IOException {
        assertThat(run(address, words)).as(err.toString(UTF_8)).isEqualTo(Main.DONE);
    }

    private int run(InetSocketAddress address, String... words) throws IOException {
        FileSystem.closeAll(); // clients are shared within a process, whatever the address
        var all = new ArrayList<>(List.of(words));
        all.addAll(1, List.of("--config", folder.resolve("s3a.conf").toString(), "spark.master=local[2]"));
        S3Server.client(address).forEach((key, value) -> all.add(key + "=" + value));
        all.addAll(SMALL);
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        return new Main(Main.JOBS, Map.of(), terminal).run(all);
    }

    /** Names of all objects in the bucket. */
    private List<String> objects() throws IOException {
        try (var files = Files.walk(server.files())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> server.files().relativize(file).toString())
                    .toList();
        }
    }

    private void assertNothingIsTold(String log) throws IOException {
        for (var object : objects()) {
            assertOpen(object, Files.readString(server.files().resolve(object), ISO_8859_1));
        }
        assertOpen("log", log);
        assertOpen("out", out.toString(UTF_8));
        assertOpen("err", err.toString(UTF_8));
    }

    private static void assertOpen(String where, String text) {
        for (var secret : List.of(S3Server.SECRET, S3Server.IDENTITY, OTHER_SECRET)) {
            int at = text.indexOf(secret);
            assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 200), at))
                    .as("%s tells %s", where, secret)
                    .isEmpty();
        }
    }
}
