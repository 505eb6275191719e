package jointdit.pretrained.svd;

import jointdit.nn.SinusoidalEmbedding;
import jointdit.nn.TimestepEmbedding;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Noise level and added numbers as one condition.
 *
 * <pre>
 * timestep  () or (B,)  a quarter of the logarithm of the noise level
 * ids       (B, 3)  frames per second less 1, motion, noise on the conditioning picture
 * returns   (B, T)
 * </pre>
 */
record NoiseEmbedding(
        SinusoidalEmbedding sinusoids,
        TimestepEmbedding time,
        SinusoidalEmbedding idSinusoids,
        TimestepEmbedding added) {
    static NoiseEmbedding of(Scope scope, UNetSpatioTemporalConfig config) {
        var width = config.timeWidth();
        return new NoiseEmbedding(
                SinusoidalEmbedding.of(scope, config.width()),
                TimestepEmbedding.of(scope.in("time_embedding"), config.width(), width, width),
                SinusoidalEmbedding.of(scope, config.idWidth()),
                TimestepEmbedding.of(scope.in("add_embedding"), config.ids() * config.idWidth(), width, width));
    }

    Tensor apply(Tensor timestep, Tensor ids) {
        var clips = ids.size(0);
        var times = timestep.shape().rank() == 0 ? timestep.unsqueeze(0).expand(clips) : timestep;
        var id = idSinusoids.apply(ids.flatten(0, 1)).reshape(clips, -1);
        return time.apply(sinusoids.apply(times)).add(added.apply(id));
    }
}
