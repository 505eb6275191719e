package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import org.apache.spark.internal.config.ConfigEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/clusters.md tells to type is understood by those it is told to. */
class ClustersPageTest {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    /** Of Spark's, those before the jar; each has a value. */
    private static final List<String> OPTIONS = List.of("--master", "--deploy-mode", "--class", "--conf");

    /** Keys of parts of Spark that are not on our class path, and those with a name of the user's within. */
    private static final Pattern FOREIGN = Pattern.compile(
            "spark\\.(kubernetes|yarn|hadoop|executorEnv|(executor|task|worker)\\.resource)\\.[\\w.-]+");

    record Block(String language, String text) {
        List<String> commands() {
            return text.replace("\\\n", " ")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    @BeforeAll
    static void spark() throws ClassNotFoundException {
        for (var part : List.of("package$", "Deploy$", "Worker$", "UI$", "Python$", "Tests$")) {
            Class.forName("org.apache.spark.internal.config." + part); // registers its keys
        }
    }

    private static Stream<Block> blocks() throws IOException {
        return FENCE.matcher(Files.readString(Path.of("docs/clusters.md")))
                .results()
                .map(match -> new Block(match.group(1), match.group(2)));
    }

    static Stream<String> json() throws IOException {
        return blocks().filter(block -> block.language().equals("json")).map(Block::text);
    }

    static Stream<String> submits() throws IOException {
        return commands().filter(command -> command.startsWith("spark-submit"));
    }

    static Stream<String> launches() throws IOException {
        return commands().filter(command -> command.startsWith("jobs/jointdit"));
    }

    private static Stream<String> commands() throws IOException {
        return blocks().filter(block -> block.language().isEmpty()).flatMap(block -> block.commands().stream());
    }

    @Test
    void everyLineOfABlockIsOfAKindThatIsChecked() throws IOException {
        assertThat(commands())
                .allMatch(line -> line.matches(
                        "(spark-submit|jobs/jointdit|aws emr add-steps|databricks jobs create) .*|spark\\.\\S+=\\S+"));
        assertThat(commands().filter(line -> line.startsWith("spark."))).allSatisfy(line -> assertKnown(line));
        assertThat(json()).hasSize(2);
        assertThat(submits()).hasSize(2);
        assertThat(launches()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("submits")
    void submitsName(String command) {
        assertSubmit(List.of(command.strip().split("\\s+")));
    }

    @ParameterizedTest
    @MethodSource("launches")
    void launchesName(String command) {
        var words = Command.of(List.of(command.split("\\s+")).subList(1, command.split("\\s+").length));
        assertJob(words.job().orElseThrow(), words.file(), words.settings());
    }

    @ParameterizedTest
    @MethodSource("json")
    void jsonNames(String text) throws IOException {
        try (var reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            var json = JsonParser.parseReader(reader);
            if (json instanceof JsonArray steps) {
                steps.forEach(
                        step -> assertSubmit(strings(step.getAsJsonObject().get("Args"))));
            } else {
                assertDatabricks(json.getAsJsonObject());
            }
        }
    }

    private static void assertDatabricks(JsonObject json) {
        for (var task : json.getAsJsonArray("tasks")) {
            var jar = task.getAsJsonObject().getAsJsonObject("spark_jar_task");
            assertMain(jar.get("main_class_name").getAsString());
            var words = strings(jar.get("parameters"));
            assertJob(words.get(0), Optional.empty(), words.subList(1, words.size()));
        }
        for (var cluster : json.getAsJsonArray("job_clusters")) {
            var conf = cluster.getAsJsonObject().getAsJsonObject("new_cluster").getAsJsonObject("spark_conf");
            conf.keySet().forEach(ClustersPageTest::assertKnown);
        }
    }

    private static void assertSubmit(List<String> words) {
        assertThat(words.get(0)).isEqualTo("spark-submit");
        int at = 1;
        for (; words.get(at).startsWith("--"); at += 2) {
            assertThat(OPTIONS).contains(words.get(at));
            if (words.get(at).equals("--conf")) {
                assertKnown(words.get(at + 1));
            } else if (words.get(at).equals("--class")) {
                assertMain(words.get(at + 1));
            }
        }
        assertThat(words.get(at)).endsWith("-all.jar");
        assertJob(words.get(at + 1), Optional.empty(), words.subList(at + 2, words.size()));
    }

    private static void assertMain(String name) {
        assertThat(name).isEqualTo(Main.class.getName());
    }

    private static void assertJob(String name, Optional<Path> file, List<String> settings) {
        assertThat(Main.JOBS).extracting(Job::name).contains(name);
        assertThat(Settings.load(new SettingSources(name, file, Map.of(), settings))
                        .job())
                .isEqualTo(name); // unknown ones are refused
    }

    /** A key of Spark's, with or without a value behind it. */
    private static void assertKnown(String setting) {
        var key = setting.split("=", 2)[0];
        if (!FOREIGN.matcher(key).matches()) {
            assertThat(ConfigEntry.findEntry(key)).as(key).isNotNull();
        }
    }

    private static List<String> strings(JsonElement list) {
        return list.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
