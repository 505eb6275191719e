package jointdit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private record Run(int steps, Optional<String> from, double rate) {
        Run {
            Check.argument(steps >= 1, "steps must be at least 1, found %d", steps);
        }
    }

    private static final Run RUN = new Run(3, Optional.of("a"), 0.5);

    @Test
    void onlyWhatIsNamedChanges() {
        assertThat(Records.with(RUN, Map.of("steps", 4, "from", Optional.empty())))
                .isEqualTo(new Run(4, Optional.empty(), 0.5));
        assertThat(Records.with(RUN, Map.of())).isEqualTo(RUN);
    }

    @Test
    void theRecordChecksTheCopy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Records.with(RUN, Map.of("steps", 0)))
                .withMessage("steps must be at least 1, found 0");
    }

    @Test
    void unknownNamesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Records.with(RUN, Map.of("step", 1)))
                .withMessageContaining("steps")
                .withMessageContaining("found [step]");
    }
}
