package jointdit.golden;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import jointdit.diffusion.NoiseLevel;
import jointdit.diffusion.Preconditioning;
import jointdit.tensor.Array;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/** Tables of EDM's preconditionings over noise levels, and one denoising of SVD's. */
final class EdmRecomputation implements Recomputation {
    private static final Pattern TABLE = Pattern.compile("output\\.(c_\\w+?|weight)_(vpred|edm_sd\\w+)");

    @Override
    public boolean fits(Golden golden) {
        return golden.name().startsWith("edm_preconditioning");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var all = new HashMap<>(denoised(golden));
        for (var name : golden.wanted()) {
            var table = TABLE.matcher(name);
            if (table.matches()) {
                all.put(name, table(golden, table.group(1), preconditioning(table.group(2))));
            }
        }
        return all;
    }

    /** {@code edm_sd0p5} has data of deviation 0.5. */
    private static Preconditioning preconditioning(String name) {
        return "vpred".equals(name)
                ? new Preconditioning.Velocity()
                : new Preconditioning.Edm(
                        Double.parseDouble(name.substring("edm_sd".length()).replace('p', '.')));
    }

    private static Array table(Golden golden, String column, Preconditioning preconditioning) {
        var sigmas = golden.input("sigmas");
        var ones = Array.filled(sigmas.shape(), 1);
        return Formula.value(in -> column(column, preconditioning, in.get(0), in.get(1)), ones, sigmas);
    }

    private static Tensor column(String column, Preconditioning preconditioning, Tensor one, Tensor sigma) {
        var zero = one.mul(0);
        var known = new HashMap<String, Tensor>();
        known.put("c_skip", preconditioning.denoised(zero, one, sigma));
        known.put("c_out", preconditioning.denoised(one, zero, sigma));
        known.put("c_in", preconditioning.input(one, sigma));
        known.put("c_noise", NoiseLevel.LogNormal.told(sigma));
        known.put("weight", preconditioning.weight(sigma));
        argument(known.containsKey(column), "Wanted one of the columns %s, found %s", known.keySet(), column);
        return known.get(column);
    }

    /** The first noise levels are those of the rows of the clean data. */
    private static Map<String, Array> denoised(Golden golden) {
        var clean = golden.input("x0");
        var rows = clean.shape().size(0);
        var sigma =
                Array.of(Shape.of(rows, 1), Arrays.copyOf(golden.input("sigmas").floats(), rows));
        var velocity = new Preconditioning.Velocity();
        var noisy = Formula.value(in -> in.get(0).add(in.get(1).mul(in.get(2))), clean, golden.input("noise"), sigma);
        return Map.of(
                "output.noisy",
                noisy,
                "output.denoised_vpred",
                Formula.value(
                        in -> velocity.denoised(in.get(0), in.get(1), in.get(2)),
                        golden.input("model_output"),
                        noisy,
                        sigma),
                "output.v_target",
                Formula.value(in -> target(velocity, in.get(0), in.get(1), in.get(2)), clean, noisy, sigma));
    }

    /** What the network must return for the clean data to come out. */
    private static Tensor target(Preconditioning preconditioning, Tensor clean, Tensor noisy, Tensor sigma) {
        var zero = noisy.mul(0);
        var kept = preconditioning.denoised(zero, noisy, sigma);
        return clean.sub(kept).div(preconditioning.denoised(zero.add(1), zero, sigma));
    }
}
