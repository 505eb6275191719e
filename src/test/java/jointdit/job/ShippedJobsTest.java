package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.config.ShippedSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedJobsTest {
    static Stream<Job> jobs() {
        return Main.JOBS.stream();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void everyJobShipsItsSettingsAndTheBlockOfSpark(Job job) {
        var settings = Settings.load(new SettingSources(job.name(), Optional.empty(), Map.of(), List.of()));

        assertThat(settings.json()).contains("\"" + job.name() + "\":{");
        assertThat(settings.texts("spark")).isEmpty();
        assertThat(ShippedSettings.text(job.name())).contains(job.name() + " {");
        assertThat(job.summary()).matches("[A-Z].*[^.]");
    }
}
