package jointdit.golden;

import java.util.List;

/** Every kind of golden we can compute. */
final class Recomputations {
    private static final List<Recomputation> ALL =
            List.of(TextNetwork.T5, TextNetwork.GPT2, TextNetwork.CLAP, TextNetwork.PROJECTION);

    private Recomputations() {}

    /**
     * The first that fits.
     *
     * @throws IllegalArgumentException if none does
     */
    static Recomputation of(Golden golden) {
        return ALL.stream()
                .filter(r -> r.fits(golden))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No network here computes this golden; its config.json or its name says of which it is"));
    }
}
