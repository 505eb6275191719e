package jointdit.job;

import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Noise;
import jointdit.tensor.Program;
import jointdit.tensor.Weights;

/** A forward pass of a network of float inputs, with weights that it may share and random inputs. */
final class BenchProgram implements BenchWork {
    private final Graph graph;
    private final Program program;
    private final Array[] inputs;

    /** @param weights that outlive this */
    BenchProgram(Graph graph, Weights weights) {
        this.graph = graph;
        program = new Program(graph, weights);
        inputs = graph.inputs().stream()
                .map(spec -> Noise.normal(spec.shape(), 1))
                .toArray(Array[]::new);
    }

    @Override
    public double operations() {
        return graph.operations();
    }

    @Override
    public void run() {
        program.run(inputs);
    }

    @Override
    public void close() {
        program.close();
    }
}
