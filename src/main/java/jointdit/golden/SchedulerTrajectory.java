package jointdit.golden;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jointdit.pretrained.scheduler.Scheduler;
import jointdit.pretrained.scheduler.SchedulerConfig;
import jointdit.pretrained.scheduler.Variance;
import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/**
 * All steps of a scheduler with a network that returns {@code a x + b c}, as the golden's notes say.
 *
 * @param golden inputs
 * @param suffix of the outputs' names, which may hold an eta: {@code _eta0p7}
 * @param scheduler at its start
 */
record SchedulerTrajectory(Golden golden, String suffix, Scheduler scheduler) {
    private static final String NAME = "output.trajectory";
    private static final Pattern ETA = Pattern.compile("_eta(\\d+)p(\\d+)");
    private static final Pattern NETWORK = Pattern.compile("([\\d.]+)\\*\\w+\\+([\\d.]+)\\*c");

    /** One for each trajectory that is wanted. */
    static List<SchedulerTrajectory> all(Golden golden, SchedulerConfig config) {
        return golden.wanted().stream()
                .filter(tensor -> tensor.startsWith(NAME))
                .map(tensor -> of(golden, tensor.substring(NAME.length()), config))
                .toList();
    }

    private static SchedulerTrajectory of(Golden golden, String suffix, SchedulerConfig config) {
        var steps = golden.value(NAME + suffix).shape().size(0) - 1;
        var eta = ETA.matcher(suffix);
        var variance = eta.matches()
                ? new Variance(Double.parseDouble(eta.group(1) + "." + eta.group(2)), step -> noise(golden, step))
                : Variance.NONE;
        return new SchedulerTrajectory(golden, suffix, config.start(steps, variance));
    }

    private static float[] noise(Golden golden, int step) {
        var noise = golden.input("variance_noise");
        var length = noise.floats().length / noise.shape().size(0);
        return Arrays.copyOfRange(noise.floats(), step * length, (step + 1) * length);
    }

    Map<String, Array> compute() {
        var samples = new ArrayList<float[]>();
        var inputs = new ArrayList<float[]>();
        var outputs = new ArrayList<float[]>();
        var cleans = new ArrayList<float[]>();
        var noise = golden.input("noise").floats();
        var sample = sum(scheduler.noiseScale(), noise, 0, noise);
        samples.add(sample);
        for (var step = 0; step < scheduler.timesteps().length; step++) {
            inputs.add(scheduler.input(step, sample));
            outputs.add(network(inputs.get(step)));
            var made = scheduler.step(step, sample, outputs.get(step));
            sample = made.sample();
            samples.add(sample);
            cleans.add(made.clean());
        }
        var computed = new LinkedHashMap<String, Array>();
        computed.put(NAME + suffix, stacked(samples));
        computed.put("output.pred_original" + suffix, stacked(cleans));
        computed.put("output.scaled_inputs" + suffix, stacked(inputs));
        computed.put("output.model_outputs" + suffix, stacked(outputs));
        return computed;
    }

    private float[] network(float[] input) {
        var notes = golden.meta().text("notes");
        var match = NETWORK.matcher(notes);
        argument(match.find(), "Wanted the network's output as a*x+b*c in the notes, found: %s", notes);
        var ownShare = Double.parseDouble(match.group(1));
        return sum(
                ownShare,
                input,
                Double.parseDouble(match.group(2)),
                golden.input("c").floats());
    }

    private static float[] sum(double a, float[] x, double b, float[] y) {
        var sum = new float[x.length];
        for (var i = 0; i < sum.length; i++) {
            sum[i] = (float) (a * x[i] + b * y[i]);
        }
        return sum;
    }

    private Array stacked(List<float[]> rows) {
        var row = golden.input("noise").shape().sizes();
        var sizes = new int[row.length + 1];
        sizes[0] = rows.size();
        System.arraycopy(row, 0, sizes, 1, row.length);
        var all = new float[rows.size() * rows.get(0).length];
        for (var i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, i * rows.get(i).length, rows.get(i).length);
        }
        return Array.of(Shape.of(sizes), all);
    }
}
