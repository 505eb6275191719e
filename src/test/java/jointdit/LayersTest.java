package jointdit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Imports point one way, and each library has its home: the table of docs/architecture.md. */
@AnalyzeClasses(packages = "jointdit", importOptions = DoNotIncludeTests.class)
class LayersTest {
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            entry("config", Set.of()),
            entry("hub", Set.of("config")),
            entry("reduce", Set.of("config")),
            entry("tracking", Set.of("config")),
            entry("media", Set.of("config")),
            entry("synthetic", Set.of("config", "media")),
            entry("tensor", Set.of("config")),
            entry("nn", Set.of("config", "tensor")),
            entry("pretrained", Set.of("config", "media", "tensor", "nn")),
            entry("diffusion", Set.of("config", "tensor")),
            entry("codec", Set.of("config", "media", "tensor", "nn", "pretrained")),
            entry("condition", Set.of("config", "media", "tensor", "pretrained", "codec")),
            entry("joint", Set.of("config", "tensor", "nn", "pretrained", "diffusion", "condition")),
            entry("train", Set.of("config", "tensor", "pretrained", "diffusion", "joint")),
            entry(
                    "generate",
                    Set.of("config", "media", "tensor", "pretrained", "diffusion", "codec", "condition", "joint")),
            entry(
                    "golden",
                    Set.of(
                            "config",
                            "media",
                            "tensor",
                            "nn",
                            "pretrained",
                            "diffusion",
                            "codec",
                            "condition",
                            "generate")),
            entry("evaluate", Set.of("config", "media", "synthetic", "tensor", "pretrained", "codec")),
            entry("spark", below("spark", "ui", "job")),
            entry("ui", Set.of("config", "media", "generate", "spark")),
            entry("job", below("job")));

    private static final Map<String, Set<String>> HOMES = Map.ofEntries(
            entry("org.apache.spark..", Set.of("spark", "job")),
            entry("org.apache.hadoop..", Set.of("spark", "job")),
            entry("org.bytedeco..", Set.of("media")),
            entry("com.sun.jna..", Set.of("tensor")),
            entry("com.typesafe.config..", Set.of("config", "job")),
            entry("io.undertow..", Set.of("ui")),
            entry("java.net.http..", Set.of("hub", "tracking")),
            entry("com.codahale.metrics..", Set.of("spark")),
            entry("dev.ludovic.netlib..", Set.of("evaluate")),
            entry("ai.djl.huggingface..", Set.of("pretrained")),
            entry("ai.djl.(ndarray|engine|pytorch|translate|training)..", Set.of("tensor")));

    @ArchTest
    static void packagesImportOnlyWhatTheirRowLists(JavaClasses classes) {
        MAY_IMPORT.forEach((name, allowed) -> noClasses()
                .that()
                .resideInAPackage(in(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others(name, allowed))
                .as(name + " may import only " + new TreeSet<>(allowed))
                .allowEmptyShould(true)
                .check(classes));
    }

    @ArchTest
    static void librariesStayInTheirHomes(JavaClasses classes) {
        HOMES.forEach((library, homes) -> noClasses()
                .that()
                .resideOutsideOfPackages(homes.stream().map(LayersTest::in).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as(library + " may be imported only in " + new TreeSet<>(homes))
                .allowEmptyShould(true)
                .check(classes));
    }

    @ArchTest
    static void stagesOfSparkMlStandOverSpark(JavaClasses classes) {
        noClasses()
                .that()
                .resideInAPackage("jointdit.spark")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jointdit.spark.ml..", "jointdit.spark.evaluate..", "jointdit.spark.notebook..")
                .check(classes);
    }

    private static Set<String> below(String... above) {
        var all = new TreeSet<>(Set.of(
                "config",
                "hub",
                "reduce",
                "tracking",
                "media",
                "synthetic",
                "tensor",
                "nn",
                "pretrained",
                "diffusion",
                "codec",
                "condition"));
        all.addAll(Set.of("joint", "train", "generate", "golden", "evaluate", "spark", "ui", "job"));
        Set.of(above).forEach(all::remove);
        return all;
    }

    private static String[] others(String name, Set<String> allowed) {
        return MAY_IMPORT.keySet().stream()
                .filter(p -> !p.equals(name) && !allowed.contains(p))
                .map(LayersTest::in)
                .toArray(String[]::new);
    }

    private static String in(String name) {
        return "jointdit." + name + "..";
    }
}
