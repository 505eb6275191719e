package jointdit.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Init;
import jointdit.tensor.Parameter;
import jointdit.tensor.Programs;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRuntimeTest {
    private static final int SHAPES = Programs.MOST + 1;

    @TempDir
    private Path folder;

    private final AtomicInteger traces = new AtomicInteger();

    /** Numbers plus a number of its own, 1. */
    private record Shift(Tensor bias) {
        static Shift of(Scope scope) {
            return new Shift(scope.parameter("bias", new Init.Constant(1), 1));
        }
    }

    @BeforeEach
    void write() {
        write(Graph.parameters(Shift::of));
    }

    @Test
    void oneFunctionOfOneShapeIsTracedOnce() {
        try (var runtime = open()) {
            shift(runtime, 2, 5);
            shift(runtime, 2, 6);
            assertThat(traces).hasValue(1);

            shift(runtime, 3, 5);
            assertThat(traces).hasValue(2);

            var other = runtime.run("twice", traced(net -> x -> x.add(net.bias).add(net.bias)), filled(2, 5));
            assertThat(other.get(0).floats()).containsExactly(7, 7);
            assertThat(traces).hasValue(3);
        }
    }

    @Test
    void oneShapeTooManyClosesTheOldestProgramOnly() {
        try (var runtime = open()) {
            IntStream.rangeClosed(1, SHAPES).forEach(size -> shift(runtime, size, 1));

            shift(runtime, 2, 1);
            assertThat(traces).hasValue(SHAPES);
            shift(runtime, 1, 1);
            assertThat(traces).hasValue(SHAPES + 1);
        }
    }

    @Test
    void resultsAreRightWhileOtherThreadsCloseProgramsToo() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try (var runtime = open()) {
            var work = IntStream.range(0, 4)
                    .<Callable<Integer>>mapToObj(thread -> () -> shiftMany(runtime, new Random(thread)))
                    .toList();

            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(100);
            }
        } finally {
            threads.shutdown();
        }
    }

    private int shiftMany(ModelRuntime<Shift> runtime, Random random) {
        return random.ints(100, 1, SHAPES + 3)
                .map(size -> {
                    shift(runtime, size, random.nextInt(100));
                    return 1;
                })
                .sum();
    }

    @Test
    void aClosedRuntimeRunsNothing() {
        var runtime = open();
        shift(runtime, 2, 5);
        runtime.close();

        assertThatIllegalStateException().isThrownBy(() -> shift(runtime, 2, 5));
    }

    @Test
    void tensorsThatDoNotFitAreRefusedWhenTheFolderIsOpened() {
        write(List.of(
                new Parameter("bias", Shape.of(2), Init.zeros()), new Parameter("other", Shape.of(1), Init.zeros())));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelRuntime<>(
                        ModelFolder.of(folder).tensors(StoredNames.OWN),
                        scope -> List.of(Shift.of(scope), scope.parameter("scale", Init.zeros(), 3)),
                        Device.cpu()))
                .withMessageContaining("misshapen bias: wanted (1), found [2]")
                .withMessageContaining("missing scale (3)")
                .withMessageContaining("superfluous other [1]");
    }

    @Test
    void allOfAProcessShareTheRuntimeOfAFolder() {
        var first = ModelRuntime.shared(ModelFolder.of(folder), StoredNames.OWN, Shift::of);
        var again = ModelRuntime.shared(ModelFolder.of(folder.resolve(".")), StoredNames.OWN, Shift::of);

        assertThat(again).isSameAs(first);
    }

    private void write(List<Parameter> parameters) {
        new RandomModel(parameters, SafetensorsType.F32, 1).write(folder.resolve("model.safetensors"));
    }

    private ModelRuntime<Shift> open() {
        return new ModelRuntime<>(ModelFolder.of(folder).tensors(StoredNames.OWN), Shift::of, Device.cpu());
    }

    /** Checks the result of {@code size} numbers. */
    private void shift(ModelRuntime<Shift> runtime, int size, float number) {
        var shifted = runtime.run("shift", traced(net -> x -> x.add(net.bias)), filled(size, number));
        assertThat(shifted.get(0).floats()).hasSize(size).containsOnly(number + 1);
    }

    private Function<Shift, Graph.Network> traced(Function<Shift, UnaryOperator<Tensor>> use) {
        return net -> {
            traces.incrementAndGet();
            return in -> List.of(use.apply(net).apply(in.get(0)));
        };
    }

    private static Array filled(int size, float value) {
        return Array.filled(Shape.of(size), value);
    }
}
