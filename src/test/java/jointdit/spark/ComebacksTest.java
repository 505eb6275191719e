package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.IntFunction;
import jointdit.generate.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComebacksTest {
    @TempDir
    private Path folder;

    private int runs;

    private int run(IntFunction<Integer> job) {
        var store = new CheckpointStore(Storage.outsideSpark(), folder.toString());
        return new Comebacks(store).run(() -> job.apply(++runs));
    }

    private void checkpoint() {
        TinyModel.checkpoint(folder.resolve("checkpoints/step-000007"));
    }

    private int failing(String message) {
        throw new IllegalStateException(message);
    }

    @Test
    void jobThatCameForwardIsRunAgain() {
        var result = run(number -> {
            checkpoint();
            return number == 1 ? failing("lost") : 5;
        });

        assertThat(result).isEqualTo(5);
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void jobThatCameNoFurtherFails() {
        assertThatThrownBy(() -> run(number -> {
                    if (number == 1) {
                        checkpoint();
                    }
                    return failing("lost " + number);
                }))
                .hasMessage("lost 2");
    }

    @Test
    void cancelledJobIsNotRunAgain() {
        assertThatThrownBy(() -> run(number -> {
                    checkpoint();
                    return failing("Job 3 cancelled part of cancelled job group train");
                }))
                .hasMessageContaining("cancelled");
        assertThat(runs).isEqualTo(1);
    }
}
