package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TrainingTest {
    /** A program, its weights and its optimiser. */
    private record Run(long seed, Weights weights, Program program, AdamW adamW) implements AutoCloseable {
        static Run of(long seed) {
            var transformer = TinyTransformer.traced(Precision.FLOAT32, 2);
            var weights = transformer.weights(seed);
            var settings = new AdamW.Settings(0.9, 0.999, 1e-8, 0.01);
            return new Run(seed, weights, new Program(transformer.graph(), weights), new AdamW(weights, settings));
        }

        float step(int number) {
            try (var gradient = program.gradient(TinyTransformer.batch(seed, number))) {
                adamW.clip(gradient, 1);
                adamW.step(gradient, 1);
                return gradient.loss();
            }
        }

        int handles() {
            return weights.handles() + program.handles() + adamW.handles();
        }

        @Override
        public void close() {
            adamW.close();
            program.close();
            weights.close();
        }
    }

    private static float[] losses(long seed, int steps) {
        try (var run = Run.of(seed)) {
            var losses = new float[steps];
            for (var i = 0; i < steps; i++) {
                losses[i] = run.step(i);
            }
            return losses;
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thousandStepsKeepMemoryFlat() throws IOException {
        try (var run = Run.of(1)) {
            train(run, 0, 300);
            var handles = run.handles();
            var memory = residentMegabytes();
            train(run, 300, 1300);
            assertThat(run.handles()).isEqualTo(handles);
            assertThat(residentMegabytes() - memory).isLessThan(100);
        }
    }

    private static void train(Run run, int from, int to) {
        for (var i = from; i < to; i++) {
            run.step(i);
        }
    }

    private static long residentMegabytes() throws IOException {
        var line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }

    @Test
    void samplingKeepsHandlesConstant() {
        try (var run = Run.of(1)) {
            run.program().run(TinyTransformer.batch(1, 0));
            var handles = run.handles();
            for (var i = 0; i < 20; i++) {
                run.program().run(TinyTransformer.batch(1, i));
            }
            assertThat(run.handles()).isEqualTo(handles);
        }
    }

    @Test
    void equalSeedsGiveEqualLosses() {
        assertThat(losses(3, 30)).isEqualTo(losses(3, 30));
        assertThat(losses(3, 30)).isNotEqualTo(losses(4, 30));
    }

    @Test
    void twoThreadsTrainAsEachAlone() {
        var threads = Executors.newFixedThreadPool(2);
        try {
            var first = CompletableFuture.supplyAsync(() -> losses(5, 60), threads);
            var second = CompletableFuture.supplyAsync(() -> losses(6, 60), threads);
            assertThat(first.join()).isEqualTo(losses(5, 60));
            assertThat(second.join()).isEqualTo(losses(6, 60));
        } finally {
            threads.shutdown();
        }
    }
}
