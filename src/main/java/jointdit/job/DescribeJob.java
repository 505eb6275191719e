package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import jointdit.config.Settings;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.joint.Sampler;
import jointdit.tensor.Cost;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;

/** Says what a model is made of, without weights: {@code jobs/jointdit describe}. */
final class DescribeJob implements Job {
    /** First names of a module's path, with the number of a numbered part. */
    private static final Pattern PART = Pattern.compile("^[^.]+(\\.\\d+|\\.[^.]+(\\.\\d+)?)?");

    /**
     * Settings of this job.
     *
     * @param shape latents of a clip
     */
    record Describe(LatentShape shape) {}

    @Override
    public String name() {
        return "describe";
    }

    @Override
    public String summary() {
        return "Say what a model is made of: parameters, operations and memory of its parts";
    }

    @Override
    public void run(Settings settings, Terminal terminal) {
        var shape = settings.read(Describe.class).shape();
        var graph = Sampler.trace(settings.read("model", JointConfig.class), shape, 1, Precision.FLOAT32);
        terminal.say(
                String.format(ROOT, "%-32s %14s %14s %16s", "part", "parameters", "GFLOP a clip", "activations MB"));
        var parts = parts(graph);
        parts.forEach((name, cost) -> terminal.say(line(name, cost)));
        terminal.say(line("all", parts.values().stream().reduce(Cost.NONE, Cost::plus)));
        terminal.say("Activations are all results of a float32 forward pass, which a gradient may have to keep.");
    }

    /** Costs of the parts in the order in which they come. */
    private static Map<String, Cost> parts(Graph graph) {
        var parts = new LinkedHashMap<String, Cost>();
        graph.costs().forEach((path, cost) -> parts.merge(part(path), cost, Cost::plus));
        return parts;
    }

    private static String part(String path) {
        var match = PART.matcher(path);
        return match.find() ? match.group() : "(scales around the networks)";
    }

    private static String line(String name, Cost cost) {
        return String.format(
                ROOT,
                "%-32s %,14d %14.3f %16.1f",
                name,
                cost.parameters(),
                cost.operations() * 1e-9,
                cost.activationBytes() * 1e-6);
    }
}
