package jointdit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jointdit.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Published networks agree with what their original Python code computed. */
class GoldensTest {
    static Stream<Path> committed() {
        return GoldenCheck.folders(Path.of("src/test/resources/goldens")).stream();
    }

    @ParameterizedTest
    @MethodSource
    void committed(Path folder) {
        assertPasses(folder);
    }

    @Test
    void allOfTheWorkshop() {
        GoldenCheck.folders(Shared.path("goldens")).forEach(GoldensTest::assertPasses);
    }

    private static void assertPasses(Path folder) {
        List<Comparison> comparisons = GoldenCheck.check(folder);
        assertThat(comparisons)
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.passes()).as("%s", c).isTrue());
    }
}
