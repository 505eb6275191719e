package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jointdit.reduce.Ring;
import jointdit.train.Example;
import jointdit.train.Share;
import jointdit.train.TrainStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps that were passed over as loss or gradient were not finite, and the clips to look at. */
final class SkippedSteps {
    private static final Logger LOG = LoggerFactory.getLogger(SkippedSteps.class);
    private static final int SHOWN = 20;

    private final Ring ring;
    private final int most;
    private final Set<String> clips = new TreeSet<>();
    private int row;

    /** At most {@code most} in a row, over all replicas of {@code ring} alike. */
    SkippedSteps(Ring ring, int most) {
        this.ring = ring;
        this.most = most;
    }

    /** Hears of a step; all replicas do, and all find the same result. */
    void add(TrainStep.Result result, Share share, List<Example> examples) {
        if (!result.skipped()) {
            row = 0;
            clips.clear();
            return;
        }
        row++;
        var suspects = gather(share.suspects());
        var found = suspects.isEmpty()
                ? gather(examples.stream().map(Example::id).toList()) // only the gradient is not finite
                : suspects;
        clips.addAll(found);
        if (ring.rank() == 0) {
            LOG.warn(
                    "Step {} is skipped: loss {}, norm of the gradient {}; clips {}",
                    result.step() + 1,
                    result.losses().total(),
                    result.gradientNorm(),
                    found);
        }
    }

    private Set<String> gather(List<String> own) {
        return ring.gather(String.join("\n", own).getBytes(UTF_8)).stream()
                .flatMap(bytes -> new String(bytes, UTF_8).lines())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Throws if there are too many in a row. */
    void check() {
        if (row > most) {
            throw new NotFinite(String.format(
                    "Wanted finite losses and gradients, found others in %d steps in a row; lower train.rates,"
                            + " or look at these clips (%d): %s",
                    row, clips.size(), shown()));
        }
    }

    private String shown() {
        return clips.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (clips.size() > SHOWN ? ", ..." : "");
    }

    /** Training does not go on; it would end here again. */
    static final class NotFinite extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotFinite(String message) {
            super(message);
        }
    }
}
