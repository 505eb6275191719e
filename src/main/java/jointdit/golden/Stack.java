package jointdit.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jointdit.generate.PipelineObserver;
import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/** Keeps what a pipeline computes, by name. */
final class Stack implements PipelineObserver {
    private final Map<String, List<Array>> heard = new LinkedHashMap<>();

    @Override
    public void stepped(int done) {}

    @Override
    public void computed(String name, Array value) {
        heard.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    /** What was heard once. */
    Array one(String name) {
        return heard.get(name).get(0);
    }

    /** What was heard at every step, beneath each other under a new first axis. */
    Array steps(String name) {
        var parts = heard.get(name);
        var sizes = IntStream.concat(
                        IntStream.of(parts.size()),
                        IntStream.of(parts.get(0).shape().sizes()))
                .toArray();
        return Array.of(Shape.of(sizes), joined(parts));
    }

    /** What was heard in parts, beneath each other on the first axis. */
    Array parts(String name) {
        var parts = heard.get(name);
        var rows = parts.stream().mapToInt(p -> p.shape().size(0)).sum();
        return Array.of(parts.get(0).shape().with(0, rows), joined(parts));
    }

    private static float[] joined(List<Array> parts) {
        var all = new float[parts.stream().mapToInt(p -> p.floats().length).sum()];
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part.floats(), 0, all, at, part.floats().length);
            at += part.floats().length;
        }
        return all;
    }
}
