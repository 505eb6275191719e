package jointdit.golden;

import java.util.List;

/** Every kind of golden we can compute. */
final class Recomputations {
    private static final List<Recomputation> ALL = List.of(
            new AudioPipelineRecomputation(),
            new AutoencoderRecomputation(),
            new ClipRecomputation(),
            new ClipTokensRecomputation(),
            new DiffusionTransformerRecomputation(),
            new EdmRecomputation(),
            new ImageRecomputation(),
            new MelRecomputation(),
            new BasicBlockRecomputation(),
            new SchedulerRecomputation(),
            new AudioUNetRecomputation(),
            new StepEmbeddingRecomputation(),
            new TemporalResnetRecomputation(),
            TextRecomputation.CLAP,
            TextRecomputation.GPT2,
            TextRecomputation.PROJECTION,
            TextRecomputation.T5,
            new TemporalBlockRecomputation(),
            new VideoAutoencoderRecomputation(),
            new VideoResnetRecomputation(),
            new VideoPipelineRecomputation(),
            new VideoTransformerRecomputation(),
            new VideoUNetRecomputation(),
            new VocoderRecomputation());

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
