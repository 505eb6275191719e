package jointdit.joint;

import static jointdit.config.Check.argument;

import jointdit.tensor.Tensor;

/**
 * Cuts a grid of latents into tokens and back.
 *
 * @param time latent frames
 * @param channels channels C
 * @param height rows
 * @param width columns
 * @param secondsPerFrame time between latent frames
 * @param config sizes of a token
 */
record Patches(int time, int channels, int height, int width, double secondsPerFrame, TowerConfig.Transformer config) {
    Patches {
        divides("patch-time", config.patchTime(), "latent frames", time);
        divides("patch-height", config.patchHeight(), "latent rows", height);
        divides("patch-width", config.patchWidth(), "latent columns", width);
    }

    private static void divides(String key, int patch, String what, int size) {
        argument(size % patch == 0, "%s must divide the %d %s, found %d", key, size, what, patch);
    }

    /** The same grid of other latents. */
    Patches withChannels(int other) {
        return new Patches(time, other, height, width, secondsPerFrame, config);
    }

    /** Tokens N. */
    int tokens() {
        return times() * rows() * columns();
    }

    /** Latent values of a token. */
    int values() {
        return channels * config.patchTime() * config.patchHeight() * config.patchWidth();
    }

    private int times() {
        return time / config.patchTime();
    }

    private int rows() {
        return height / config.patchHeight();
    }

    private int columns() {
        return width / config.patchWidth();
    }

    /** (B, time, C, height, width) to (B, N, values). */
    Tensor cut(Tensor grid) {
        var c = grid.size(2);
        return grid.reshape(
                        -1,
                        times(),
                        config.patchTime(),
                        c,
                        rows(),
                        config.patchHeight(),
                        columns(),
                        config.patchWidth())
                .permute(0, 1, 4, 6, 3, 2, 5, 7)
                .reshape(grid.size(0), tokens(), -1);
    }

    /** (B, N, values) to (B, time, C, height, width). */
    Tensor join(Tensor tokens) {
        return tokens.reshape(
                        -1,
                        times(),
                        rows(),
                        columns(),
                        channels,
                        config.patchTime(),
                        config.patchHeight(),
                        config.patchWidth())
                .permute(0, 1, 5, 4, 2, 6, 3, 7)
                .reshape(tokens.size(0), time, channels, height, width);
    }

    /** Middle of each token in seconds, (N). */
    float[] seconds() {
        var seconds = new float[tokens()];
        var perTime = rows() * columns();
        for (var n = 0; n < seconds.length; n++) {
            seconds[n] = (float) ((Math.floorDiv(n, perTime) + 0.5) * config.patchTime() * secondsPerFrame);
        }
        return seconds;
    }
}
