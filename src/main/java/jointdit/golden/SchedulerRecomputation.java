package jointdit.golden;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import jointdit.pretrained.scheduler.DdimConfig;
import jointdit.pretrained.scheduler.DpmSolver;
import jointdit.pretrained.scheduler.Euler;
import jointdit.pretrained.scheduler.NoiseTable;
import jointdit.pretrained.scheduler.Scheduler;
import jointdit.pretrained.scheduler.SchedulerChoice;
import jointdit.pretrained.scheduler.SchedulerConfig;
import jointdit.tensor.Array;
import jointdit.tensor.DataType;
import jointdit.tensor.Shape;

/** Schedulers: tables, times for several numbers of steps, whole trajectories. */
final class SchedulerRecomputation implements Recomputation {
    private static final Pattern OF_STEPS = Pattern.compile("output\\.(timesteps|sigmas|init_noise_sigma)_(\\d+)");

    @Override
    public boolean fits(Golden golden) {
        return Files.exists(golden.folder().resolve(SchedulerConfig.FILE));
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var config = SchedulerConfig.read(golden.folder(), SchedulerChoice.PUBLISHED);
        var computed = new LinkedHashMap<>(tables(golden, config.table()));
        if (config instanceof DdimConfig ddim) {
            computed.put("output.final_alpha_cumprod", Array.of(Shape.of(), (float) ddim.alphaBar(-1)));
        }
        for (var tensor : golden.wanted()) {
            var match = OF_STEPS.matcher(tensor);
            if (match.matches()) {
                var values = values(match.group(1), config.start(Integer.parseInt(match.group(2))));
                computed.put(tensor, typed(values, golden.value(tensor)));
            }
        }
        SchedulerTrajectory.all(golden, config).forEach(run -> computed.putAll(run.compute()));
        return computed;
    }

    private static Map<String, Array> tables(Golden golden, NoiseTable table) {
        var tables = new LinkedHashMap<String, Array>();
        var trained = Shape.of(table.betas().length);
        tables.put("output.betas", Array.of(trained, table.betas()));
        tables.put("output.alphas_cumprod", Array.of(trained, table.alphasCumprod()));
        if (golden.has("input.add_noise_timesteps")) {
            tables.put("output.add_noise", rows(golden, table::noisy));
            tables.put("output.get_velocity", rows(golden, table::velocity));
        }
        return tables;
    }

    /** What is made of one row with its noise and time. */
    @FunctionalInterface
    private interface Row {
        float[] apply(float[] clean, float[] noise, int time);
    }

    /** The golden takes its {@code noise} for clean samples and its {@code c} for their noise. */
    private static Array rows(Golden golden, Row row) {
        var times = golden.input("add_noise_timesteps").longs();
        var clean = golden.input("noise");
        var noise = golden.input("c").floats();
        var length = noise.length / times.length;
        var all = new float[noise.length];
        for (var i = 0; i < times.length; i++) {
            var from = i * length;
            var made = row.apply(
                    Arrays.copyOfRange(clean.floats(), from, from + length),
                    Arrays.copyOfRange(noise, from, from + length),
                    Math.toIntExact(times[i]));
            System.arraycopy(made, 0, all, from, length);
        }
        return Array.of(clean.shape(), all);
    }

    private static float[] values(String name, Scheduler scheduler) {
        return switch (name) {
            case "timesteps" -> scheduler.timesteps();
            case "sigmas" -> sigmas(scheduler);
            default -> new float[] {(float) scheduler.noiseScale()};
        };
    }

    /** Noise levels, none of a scheduler that has no such. */
    static float[] sigmas(Scheduler scheduler) {
        if (scheduler instanceof Euler euler) {
            return euler.sigmas();
        }
        return scheduler instanceof DpmSolver solver ? solver.sigmas() : new float[0];
    }

    /** Values in the type and shape of another array. */
    static Array typed(float[] values, Array like) {
        if (like.spec().type() == DataType.FLOAT32) {
            return Array.of(like.shape(), values);
        }
        var longs = new long[values.length];
        for (var i = 0; i < longs.length; i++) {
            longs[i] = (long) values[i];
        }
        return Array.ofLongs(like.shape(), longs);
    }
}
