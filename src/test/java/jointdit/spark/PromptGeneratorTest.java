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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.media.Wav;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Progress.Style;
import jointdit.spark.SampleRow.Status;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptGeneratorTest {
    private static final String GOOD = """
            id,prompt,image,seed
            ball,a red ball,red.png,3
            lamp,"a lamp, flashing",,4
            both,,red.png,
            wet,rain,,3
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        TinyRun.write(folder);
        var rgb = new byte[3 * 24 * 18];
        for (var i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 7);
        }
        Png.write(new Picture(24, 18, rgb), folder.resolve("red.png"));
        Files.writeString(folder.resolve("good.csv"), GOOD);
        Files.writeString(folder.resolve("text.png"), "no image at all");
    }

    @Test
    void aRowGivesTheSameBytesHoweverTheTableIsPartitioned() throws IOException {
        var one = run("one", "good.csv");
        var cut = run("cut", "good.csv", "rows-per-task = 1");

        assertThat(one.made()).isEqualTo(4);
        assertThat(cut.failures()).isZero();
        assertThat(bytes("one")).hasSize(12);
        assertThat(bytes("cut")).containsExactlyEntriesOf(bytes("one"));
    }

    @Test
    void aBatchGivesTheSameBytesWhoeverSharesIt() throws IOException {
        var one = run("eight", "good.csv", "batch = 8, rows-per-task = 1");
        var all = run("together", "good.csv", "batch = 8");

        assertThat(one.made()).isEqualTo(4);
        assertThat(all.made()).isEqualTo(4);
        assertThat(bytes("together")).containsExactlyEntriesOf(bytes("eight"));
    }

    @Test
    void tasksShareNetworks() throws IOException {
        run("shared", "good.csv", "rows-per-task = 1");

        assertThat(JointServer.opened()).isEqualTo(1);
    }

    @Test
    void aRowMayWantSeveralSamples() throws IOException {
        Files.writeString(folder.resolve("several.csv"), "id,prompt,samples\nball,a ball,3\nlamp,a lamp,\nnone,a,0\n");

        var report = run("several", "several.csv", "samples = 2");
        var again = run("several", "several.csv", "samples = 2");

        assertThat(report.made()).isEqualTo(5);
        assertThat(again.found()).isEqualTo(5);
        assertThat(table("several"))
                .extracting(row -> row.id() + row.sample())
                .containsExactlyInAnyOrder("ball0", "ball1", "ball2", "lamp0", "lamp1", "none0");
        assertThat(bytes("several").values()).doesNotHaveDuplicates();
        assertThat(report.failed())
                .extracting(SampleRow::error)
                .containsExactly("samples must lie in [1, 10000], found 0");
    }

    @Test
    void whatFailedIsTriedAgainWhenWantedOrChanged() throws IOException {
        Files.writeString(folder.resolve("long.csv"), "id,prompt,duration\nlong,a ball,90\n");

        var first = run("retried", "long.csv");
        var marker = marker("retried");
        var second = run("retried", "long.csv");
        var same = Files.getLastModifiedTime(marker);
        var third = run("retried", "long.csv", "retry = true");
        Files.writeString(folder.resolve("long.csv"), "id,prompt,duration\nlong,a ball,1\n");

        assertThat(List.of(first, second, third)).allMatch(report -> report.failures() == 1);
        assertThat(table("retried").get(0).error()).startsWith("Wanted at most 64 latent frames");
        assertThat(Files.getLastModifiedTime(marker)).isNotEqualTo(same);
        assertThat(run("retried", "long.csv").made()).isEqualTo(1);
        assertThat(table("retried")).extracting(SampleRow::status).containsExactly(Status.DONE);
    }

    private static Path marker(String out) throws IOException {
        try (var files = Files.list(folder.resolve(out).resolve("clips"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void sheetsAreDrawnIfWanted() throws IOException {
        run("plain", "good.csv", "sheet = false");

        assertThat(bytes("plain").keySet()).hasSize(8).noneMatch(name -> name.endsWith(".png"));
    }

    @Test
    void tablesOfTheCatalogAreTaken() {
        var spark = SparkForTests.session();
        spark.read()
                .option("header", true)
                .csv(folder + "/good.csv")
                .drop("image")
                .createOrReplaceTempView("wishes");

        var report = run("catalog", "good.csv", "prompts = null, table = wishes");

        assertThat(report.made()).isEqualTo(3);
        assertThat(report.failed())
                .extracting(SampleRow::error)
                .containsExactly("Wanted a picture or a prompt, found neither");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run("catalog", "good.csv", "prompts = null, table = gone"))
                .withMessageStartingWith("Wanted a table of prompts, found no gone in the catalog");
    }

    @Test
    void clipsCanBePlayed() throws IOException {
        run("played", "good.csv");

        for (var row : table("played")) {
            assertThat(Files.size(local(row.videoUri()))).isGreaterThan(1000);
            assertThat(Wav.sound(Files.readAllBytes(local(row.audioUri()))).seconds())
                    .isEqualTo(0.5);
        }
    }

    @Test
    void aSecondRunMakesOnlyWhatIsMissing() throws IOException {
        run("again", "good.csv");
        var before = times("again");
        var missing = table("again").get(1).videoUri().replace(".mp4", ".json");
        Files.delete(local(missing));

        var second = run("again", "good.csv");
        var third = run("again", "good.csv");

        assertThat(second.made()).isEqualTo(1);
        assertThat(third.made()).isZero();
        var changed = times("again");
        changed.entrySet().removeAll(before.entrySet());
        assertThat(changed.keySet()).allMatch(name -> missing.contains(name.substring(0, name.length() - 4)));
        assertThat(table("again")).hasSize(4).allMatch(row -> row.status() == Status.DONE);
    }

    @Test
    void otherSettingsGiveOtherClips() throws IOException {
        Files.writeString(folder.resolve("other.csv"), GOOD.replace("red ball,red.png,3", "red ball,red.png,5"));
        run("changed", "good.csv");

        var second = run("changed", "other.csv");

        assertThat(second.made()).isEqualTo(1);
        assertThat(bytes("changed")).hasSize(15);
        assertThat(table("changed")).hasSize(4);
    }

    @Test
    void rowsOfOtherTablesStay() throws IOException {
        Files.writeString(
                folder.resolve("more.jsonl"), "{\"id\":\"snow\",\"prompt\":\"snow\",\"weights\":{\"wt\":2}}\n");
        run("more", "good.csv");

        run("more", "more.jsonl");

        assertThat(table("more"))
                .extracting(SampleRow::id)
                .containsExactlyInAnyOrder("ball", "lamp", "both", "wet", "snow");
        assertThat(table("more"))
                .filteredOn(row -> row.id().equals("snow"))
                .allMatch(row -> row.settings().contains("\"wt\":2"));
    }

    @Test
    void badRowsBecomeFailuresWithTheirReason() throws IOException {
        Files.writeString(folder.resolve("bad.csv"), """
                id,prompt,image,steps,weights,duration
                gone,a ball,gone.png,,,
                text,a ball,text.png,,,
                none," --",,,,
                zero,a ball,,0,,
                heavy,a ball,,,wt=-1,
                typo,a ball,,,wz=1,
                short,a ball,,,,0.01
                many,a ball,,many,wt=1,1
                ,a ball,,,,
                twice,a ball,,,,
                twice,a lamp,,,,
                nan,a ball,,,wt=NaN,
                long,a ball,,,,1e12
                good,a ball,,2,wt=2,
                """);

        var report = run("bad", "bad.csv");

        var errors = table("bad").stream().collect(Collectors.toMap(SampleRow::id, SampleRow::error));
        assertThat(errors.get("gone")).contains("gone.png").contains("does not exist");
        assertThat(errors.get("text")).startsWith("Wanted an image, found").contains("text.png");
        assertThat(errors.get("none")).isEqualTo("Wanted a picture or a prompt, found neither");
        assertThat(errors.get("zero")).isEqualTo("steps must lie in [1, 10000], found 0");
        assertThat(errors.get("heavy")).contains("weights must be at least 0");
        assertThat(errors.get("typo")).contains("Unknown setting wz");
        assertThat(errors.get("short")).startsWith("seconds must give at least 1 frame");
        assertThat(errors.get("many")).isEqualTo("Wanted int in column steps, found many");
        assertThat(errors.get("twice")).isEqualTo("Wanted every id once, found it in 2 rows");
        assertThat(errors.get("nan")).startsWith("Guidance weights must be at least 0, found [0.0, 0.0, NaN");
        assertThat(errors.get("long")).startsWith("seconds must give");
        assertThat(errors).containsValue("Wanted an id in every row, found none");
        assertThat(errors.get("good")).isEmpty();
        assertThat(report.failures()).isEqualTo(12);
        assertThat(report.made()).isEqualTo(1);
    }

    @Test
    void picturesMayComeAsBytes() throws IOException {
        var schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("image", DataTypes.BinaryType)
                .add("seed", DataTypes.LongType);
        var row = RowFactory.create("ball", Files.readAllBytes(folder.resolve("red.png")), 3L);
        SparkForTests.session().createDataFrame(List.of(row), schema).write().parquet(folder + "/bytes.parquet");

        assertThat(run("bytes", "bytes.parquet").made()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prompt          | a ball        | Wanted columns id and image or prompt in
            """)
    void wrongTablesAreRefused(String header, String rows, String message) throws IOException {
        Files.writeString(folder.resolve("wrong.csv"), header + "\n" + rows.replace(';', '\n') + "\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run("wrong", "wrong.csv"))
                .withMessageStartingWith(message);
        assertThat(folder.resolve("wrong")).doesNotExist();
    }

    @Test
    void missingModelsAndTablesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run("wrong", "gone.csv"))
                .withMessageStartingWith("Wanted a table of prompts, found no file");
        assertThatThrownBy(() -> generator(TinyRun.config(folder.resolve("gone"), "wrong", "../good.csv"))
                        .run(screen()))
                .hasMessageStartingWith("Wanted a checkpoint in");
    }

    private static GenerateReport run(String out, String prompts, String... others) {
        return generator(TinyRun.config(folder, out, prompts, others)).run(screen());
    }

    private static PromptGenerator generator(PromptConfig config) {
        return new PromptGenerator(SparkForTests.session(), config);
    }

    private static Screen screen() {
        return new Screen(text -> {}, Style.LINES, System::nanoTime);
    }

    private static List<SampleRow> table(String out) {
        return SampleTable.in(SparkForTests.session(), folder + "/" + out).rows().collectAsList().stream()
                .map(SampleRow::from)
                .toList();
    }

    private static Path local(String uri) {
        return Path.of(uri.replaceFirst("^file:", ""));
    }

    /** Media files by name. */
    private static Map<String, List<Byte>> bytes(String out) throws IOException {
        var found = new TreeMap<String, List<Byte>>();
        for (var file : files(out)) {
            var bytes = new ArrayList<Byte>();
            for (var value : Files.readAllBytes(file)) {
                bytes.add(value);
            }
            found.put(file.getFileName().toString(), bytes);
        }
        return found;
    }

    private static Map<String, FileTime> times(String out) throws IOException {
        var found = new TreeMap<String, FileTime>();
        for (var file : files(out)) {
            found.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
        }
        return found;
    }

    private static List<Path> files(String out) throws IOException {
        try (var files = Files.list(folder.resolve(out).resolve("clips"))) {
            return files.filter(file -> file.toString().matches(".*[.](mp4|wav|png)"))
                    .toList();
        }
    }
}
