package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar that holds all but Spark. */
class ShadedJarIT {
    private static final Path JAR = Path.of(System.getProperty("jointdit.jar"));

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(JAR.toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void holdsTheJobsAndTheirSettings() {
        assertThat(names())
                .contains("jointdit/job/Main.class", "jointdit/git.properties", "log4j2.properties")
                .containsAll(Main.JOBS.stream()
                        .map(job -> "configs/" + job.name() + ".conf")
                        .toList());
    }

    @Test
    void holdsNothingThatSparkBrings() {
        assertThat(names())
                .noneMatch(name ->
                        name.matches("(org/apache/(spark|hadoop|logging|parquet)|scala|org/slf4j|com/amazonaws)/.*"));
    }

    @Test
    void holdsNothingOfTests() {
        assertThat(names()).noneMatch(name -> name.matches("(org/junit|org/assertj|com/tngtech)/.*"));
    }

    @Test
    void otherNamesForWhatClustersHaveInOtherVersions() {
        assertThat(names())
                .noneMatch(name -> name.matches("com/(typesafe/config|google/gson)/.*"))
                .contains("jointdit/shaded/config/Config.class", "jointdit/shaded/gson/Gson.class");
    }

    @Test
    void nativesKeepTheirNames() {
        assertThat(names())
                .contains("ai/djl/engine/Engine.class", "org/bytedeco/ffmpeg/global/avcodec.class")
                .anyMatch(name -> name.matches("pytorch/(cpu|cu\\d+)/linux-x86_64/libtorch.*"))
                .anyMatch(name -> name.matches("org/bytedeco/ffmpeg/linux-x86_64/libavcodec.so.*"))
                .noneMatch(name -> name.matches(".*/(win|win32|windows|osx|macosx|darwin)-.*/.*"));
    }

    @Test
    void noSignaturesOfJarsThatAreNoMore() {
        assertThat(names()).noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
    }

    @Test
    void servicesAreThereAndNameClassesThatAreThere() throws IOException {
        var names = names();
        assertThat(names).contains("META-INF/services/ai.djl.engine.EngineProvider");
        for (var service : names.stream()
                .filter(name -> name.matches("META-INF/services/.+"))
                .toList()) {
            for (var line : text(service).lines().map(String::strip).toList()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    assertThat(names).as(service).contains(line.replace('.', '/') + ".class");
                }
            }
        }
    }

    /** With nothing of this build's class path but the jar and Spark's logging. */
    @Test
    void readsItsSettings() throws Exception {
        var urls = new URL[] {
            JAR.toUri().toURL(),
            org.slf4j.Logger.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (var loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            var text = loader.loadClass("jointdit.config.ShippedSettings").getMethod("text", String.class);
            assertThat((String) text.invoke(null, "train")).contains("train {");

            var sources = loader.loadClass("jointdit.config.SettingSources");
            var shipped = sources.getConstructor(String.class, Optional.class, Map.class, java.util.List.class)
                    .newInstance("train", Optional.empty(), Map.of(), java.util.List.of());
            var settings = loader.loadClass("jointdit.config.Settings")
                    .getMethod("load", sources)
                    .invoke(null, shipped);
            assertThat((String) settings.getClass().getMethod("json").invoke(settings))
                    .contains("\"steps\":1000");
        }
    }

    private String text(String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), UTF_8);
    }

    private Set<String> names() {
        return stream()
                .map(ZipEntry::getName)
                .filter(name -> !name.endsWith("/"))
                .collect(toSet());
    }

    private Stream<? extends ZipEntry> stream() {
        return jar.stream();
    }
}
