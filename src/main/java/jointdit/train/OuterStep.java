package jointdit.train;

/**
 * The outer step of DiLoCo: Nesterov momentum, whose gradient is the way from what the replicas came to, in the mean,
 * back to where they began.
 *
 * @param rate learning rate
 * @param momentum of the velocity
 * @see <a href="https://arxiv.org/abs/2311.08105">Douillard et al. 2023, algorithm 1</a>
 */
public record OuterStep(double rate, double momentum) {
    /**
     * Where the next round begins. With rate 1 and no momentum that is {@code mean}, bit for bit.
     *
     * @param began weights that the round began with
     * @param mean of what the replicas made of them, in whose place the new weights come
     * @param velocity sum of earlier gradients, moved on
     */
    public void apply(float[] began, double[] mean, float[] velocity) {
        for (var i = 0; i < mean.length; i++) {
            var gradient = began[i] - mean[i];
            var moved = momentum * velocity[i] + gradient;
            velocity[i] = (float) moved;
            mean[i] += (1 - rate) * gradient - rate * momentum * moved;
        }
    }
}
