package jointdit.nn;

import static jointdit.config.Check.argument;

import jointdit.tensor.Array;
import jointdit.tensor.Init;
import jointdit.tensor.Interpolation;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/**
 * Mixes what a network finds within frames and across them, {@code share spatial + (1 - share) temporal}; names as in
 * diffusers.
 *
 * <pre>
 * spatial   (B, C, F, H, W) or (B F, N, D)
 * temporal  same
 * stills    (B, F)  1 for a frame that is a picture on its own, 0 for one of a video
 * returns   same as spatial
 * </pre>
 *
 * @param scope where it stands
 * @param factor (1,), the share or its logit
 * @param merge how the share comes from the factor
 * @see <a href="https://arxiv.org/abs/2304.08818">Blattmann et al. 2023, section 3.1</a>
 */
public record AlphaBlender(Scope scope, Tensor factor, Merge merge) {
    /** What the factor is. */
    public enum Strategy {
        /** The share itself. */
        FIXED,
        /** The logit of the share. */
        LEARNED,
        /** The logit of the share, which is 1 for stills. */
        LEARNED_WITH_IMAGES
    }

    /** Whose share the factor tells. */
    public enum ShareOf {
        SPATIAL,
        /** What diffusers calls {@code switch_spatial_to_temporal_mix}. */
        TEMPORAL
    }

    /**
     * How to merge.
     *
     * @param strategy what the factor is
     * @param shareOf whose share it tells
     * @param start factor of a fresh network
     */
    public record Merge(Strategy strategy, ShareOf shareOf, double start) {
        /** As in the UNet of SVD. */
        public static final Merge IN_UNET = new Merge(Strategy.LEARNED_WITH_IMAGES, ShareOf.SPATIAL, 0.5);
        /** As in the decoder of SVD. */
        public static final Merge IN_DECODER = new Merge(Strategy.LEARNED, ShareOf.TEMPORAL, 0);
    }

    public static AlphaBlender of(Scope scope, Merge merge) {
        return new AlphaBlender(scope, scope.parameter("mix_factor", new Init.Constant(merge.start()), 1), merge);
    }

    public Tensor apply(Tensor spatial, Tensor temporal, Tensor stills) {
        var share = share(stills, spatial.shape());
        return merge.shareOf() == ShareOf.SPATIAL
                ? scope.returned(Interpolation.linear(temporal, spatial, share))
                : scope.returned(Interpolation.linear(spatial, temporal, share));
    }

    /** The share, broadcastable to {@code shape}. */
    private Tensor share(Tensor stills, Shape shape) {
        return switch (merge.strategy()) {
            case FIXED -> factor;
            case LEARNED -> factor.sigmoid();
            case LEARNED_WITH_IMAGES ->
                aligned(stills.greater(0).where(scope.constant(Array.filled(Shape.of(1), 1)), factor.sigmoid()), shape);
        };
    }

    /** One share per frame, (B, F), beside the frames of {@code shape}. */
    private Tensor aligned(Tensor shares, Shape shape) {
        argument(
                shape.rank() == 5 || shape.rank() == 3,
                "Wanted (B, C, F, H, W) or (B F, N, D) to mix, found %s in %s",
                shape,
                scope.path());
        return shape.rank() == 5
                ? shares.reshape(shares.size(0), 1, shares.size(1), 1, 1)
                : shares.reshape(shares.size(0) * shares.size(1), 1, 1);
    }
}
