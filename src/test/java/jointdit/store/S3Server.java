package jointdit.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** An S3 server with one bucket, a process of its own that can be killed and started again. */
public final class S3Server implements AutoCloseable {
    /** Name of the bucket. */
    public static final String BUCKET = "clips";

    /** What the client says it is, and proves it with; to be searched for where it must not be. */
    public static final String IDENTITY = "AKIAIDENTITYOFSTORES";

    public static final String SECRET = "phrase/that+nobody/may=read";

    private static final Path JAR = Path.of("target/s3proxy/s3proxy.jar");

    private final Path folder;
    private final int port = freePort();
    private Process process;

    private S3Server(Path folder) {
        this.folder = folder;
    }

    /** A server whose files lie in {@code folder}, ready. */
    public static S3Server in(Path folder) {
        var server = new S3Server(folder);
        try {
            Files.createDirectories(server.files());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.start();
        return server;
    }

    /** Where the objects of the bucket lie. */
    public Path files() {
        return folder.resolve("store").resolve(BUCKET);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Starts the process and waits until it answers. */
    public void start() {
        try {
            if (!Files.exists(JAR)) {
                throw new IllegalStateException(
                        "Wanted the S3 server in %s, found none; mvn generate-test-resources fetches it"
                                .formatted(JAR.toAbsolutePath()));
            }
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            JAR.toString(),
                            "--properties",
                            settings().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("server.log").toFile())
                    .start();
            waitUntilThere();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path settings() throws IOException {
        var settings = new Properties();
        settings.setProperty("s3proxy.endpoint", "http://127.0.0.1:" + port);
        settings.setProperty("s3proxy.authorization", "aws-v2-or-v4");
        settings.setProperty("s3proxy.identity", IDENTITY);
        settings.setProperty("s3proxy.credential", SECRET);
        settings.setProperty("jclouds.provider", "filesystem-nio2");
        settings.setProperty("jclouds.identity", "anyone");
        settings.setProperty("jclouds.credential", "anything");
        settings.setProperty(
                "jclouds.filesystem.basedir", folder.resolve("store").toString());
        var file = folder.resolve("server.properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        return file;
    }

    private void waitUntilThere() throws IOException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (var socket = new Socket()) {
                socket.connect(address(), 1000);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IOException("No S3 server, see " + folder.resolve("server.log"), e);
                }
                pause();
            }
        }
    }

    /** Kills the process, as an outage does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Settings of Spark for a client of the server at {@code address}, which may stand before this one. */
    public static Map<String, String> client(InetSocketAddress address) {
        var s3a = "spark.hadoop.fs.s3a.";
        return new TreeMap<>(Map.of(
                s3a + "endpoint",
                "http://127.0.0.1:" + address.getPort(),
                s3a + "path.style.access",
                "true",
                s3a + "connection.ssl.enabled",
                "false",
                s3a + "access.key",
                IDENTITY,
                s3a + "secret.key",
                SECRET,
                s3a + "aws.credentials.provider",
                "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider"));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
