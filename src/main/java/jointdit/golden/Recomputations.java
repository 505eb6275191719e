package jointdit.golden;

import java.util.List;

/** Every kind of golden we can compute. */
final class Recomputations {
    private static final List<Recomputation> ALL = List.of(
            new AudioPipeline(),
            new Autoencoder(),
            new ClipRecomputation(),
            new ClipTokens(),
            new DiffusionTransformerGolden(),
            new EdmTables(),
            new ImagePreprocessing(),
            new MelFrontEnds(),
            new PlainBlock(),
            new Schedulers(),
            new SoundUNet(),
            new StepEmbeddings(),
            new TemporalBlock(),
            TextNetwork.CLAP,
            TextNetwork.GPT2,
            TextNetwork.PROJECTION,
            TextNetwork.T5,
            new TimeTransformer(),
            new VideoAutoencoder(),
            new VideoBlocks(),
            new VideoPipeline(),
            new VideoTransformer(),
            new VideoUNet(),
            new Vocoder());

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
