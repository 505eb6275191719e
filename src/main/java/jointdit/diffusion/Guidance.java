package jointdit.diffusion;

import static jointdit.config.Check.argument;
import static jointdit.diffusion.Condition.NEGATIVE_TEXT;

import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Guidance of one clip: {@code pred = full + sum of w (full - branch)}.
 *
 * @param full the prediction with all conditions the clip has
 * @param terms the predictions to move away from
 * @param hasNegative whether the clip has a negative prompt
 * @param rescale share of the rescaling to the standard deviation of {@code full}
 */
public record Guidance(Branch full, List<Term> terms, boolean hasNegative, double rescale) {
    public Guidance {
        terms = List.copyOf(terms);
    }

    /**
     * A prediction to move away from.
     *
     * @param branch the prediction
     * @param video weight in the video
     * @param audio weight in the audio
     */
    record Term(Branch branch, double video, double audio) {}

    static Guidance of(Set<Condition> present, double rescale) {
        var full = new Branch(present).without(Set.of(NEGATIVE_TEXT));
        return new Guidance(full, List.of(), present.contains(NEGATIVE_TEXT), rescale);
    }

    /** Adds the branch without {@code dropped}, unless it would change nothing. */
    Guidance awayFrom(Set<Condition> dropped, double video, double audio) {
        return and(new Term(full.without(dropped), video, audio));
    }

    Guidance awayFromNegative(double weight) {
        return hasNegative ? and(new Term(full.negative(), weight, weight)) : this;
    }

    private Guidance and(Term term) {
        var idle = (term.video == 0 && term.audio == 0) || term.branch.equals(full);
        var all = idle ? terms : Stream.concat(terms.stream(), Stream.of(term)).toList();
        return new Guidance(full, all, hasNegative, rescale);
    }

    /** The predictions needed, the full one first. */
    public List<Branch> branches() {
        return Stream.concat(Stream.of(full), terms.stream().map(Term::branch)).toList();
    }

    /**
     * Puts the predictions together.
     *
     * @param predictions clean estimates in the order of {@link #branches}
     */
    public Pair apply(List<Pair> predictions) {
        argument(
                predictions.size() == terms.size() + 1,
                "Wanted %d predictions, found %d",
                terms.size() + 1,
                predictions.size());
        var video = terms.stream().mapToDouble(Term::video).toArray();
        var audio = terms.stream().mapToDouble(Term::audio).toArray();
        return new Pair(
                guided(predictions.stream().map(Pair::video).toList(), video),
                guided(predictions.stream().map(Pair::audio).toList(), audio));
    }

    private float[] guided(List<float[]> predictions, double[] weights) {
        var plain = predictions.get(0);
        var guided = new float[plain.length];
        for (var i = 0; i < guided.length; i++) {
            double sum = plain[i];
            for (var k = 0; k < weights.length; k++) {
                sum += weights[k] * (plain[i] - predictions.get(k + 1)[i]);
            }
            guided[i] = (float) sum;
        }
        return rescale == 0 || weights.length == 0 ? guided : rescaled(guided, deviation(plain));
    }

    /**
     * Brings part of the way back to the standard deviation before guidance, which large weights raise.
     *
     * @see <a href="https://arxiv.org/abs/2305.08891">Lin et al. 2023, section 3.4</a>
     */
    private float[] rescaled(float[] guided, double wanted) {
        var found = deviation(guided);
        var factor = found == 0 ? 1 : rescale * wanted / found + 1 - rescale;
        var rescaled = new float[guided.length];
        for (var i = 0; i < guided.length; i++) {
            rescaled[i] = (float) (factor * guided[i]);
        }
        return rescaled;
    }

    private static double deviation(float[] values) {
        var mean = values(values).average().orElse(0);
        return Math.sqrt(
                values(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
    }

    private static DoubleStream values(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
    }
}
