package jointdit.nn;

import static jointdit.config.Check.argument;

import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Residual block of video networks: within each frame, then across frames, then a mix of both; names as in diffusers.
 *
 * <pre>
 * input    (B F, C, H, W)  the frames of a clip one after the other
 * time     (B F, T)  the embedded time, where the block has one
 * stills   (B, F)  1 for a frame that is a picture on its own, 0 for one of a video
 * returns  (B F, out, H, W)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2304.08818">Blattmann et al. 2023, section 3.1</a>
 */
public record SpatioTemporalResBlock(
        Scope scope, ResnetBlock spatial, TemporalResnetBlock temporal, AlphaBlender mixer) {
    /**
     * Builds one.
     *
     * @param sizes of the part within frames; the part across frames has its outputs and time
     * @param temporalEps of the norms across frames
     */
    public static SpatioTemporalResBlock of(
            Scope scope, ResnetBlock.Sizes sizes, double temporalEps, AlphaBlender.Merge merge) {
        return new SpatioTemporalResBlock(
                scope,
                ResnetBlock.of(scope.in("spatial_res_block"), sizes),
                TemporalResnetBlock.of(scope.in("temporal_res_block"), sizes.outputs(), sizes.time(), temporalEps),
                AlphaBlender.of(scope.in("time_mixer"), merge));
    }

    /** For a block without time. */
    public Tensor apply(Tensor input, Tensor stills) {
        var frames = clips(spatial.apply(input), stills);
        return mixed(frames, temporal.apply(frames), stills);
    }

    public Tensor apply(Tensor input, Tensor time, Tensor stills) {
        var frames = clips(spatial.apply(input, time), stills);
        var times = time.reshape(stills.size(0), stills.size(1), time.size(-1));
        return mixed(frames, temporal.apply(frames, times), stills);
    }

    private Tensor mixed(Tensor within, Tensor across, Tensor stills) {
        return scope.returned(FrameAxis.merge(mixer.apply(within, across, stills)));
    }

    private Tensor clips(Tensor pictures, Tensor stills) {
        argument(
                pictures.size(0) == stills.size(0) * stills.size(1),
                "Wanted %d clips of %d frames, found %s in %s",
                stills.size(0),
                stills.size(1),
                pictures.shape(),
                scope.path());
        return FrameAxis.split(pictures, stills.size(1));
    }
}
