package jointdit.generate;

import jointdit.pretrained.scheduler.Scheduler;
import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/**
 * All steps of a pretrained pipeline.
 *
 * @param scheduler at its start
 * @param network guided prediction
 * @param observer hears {@code timesteps} and, after each step, {@code latents}
 */
record Denoising(Scheduler scheduler, Network network, PipelineObserver observer) {
    /** A network with its guidance: from the time and what it sees of the sample to its prediction. */
    @FunctionalInterface
    interface Network {
        float[] predict(float timestep, float[] input);
    }

    /** Latents out of standard normal noise of their shape. */
    Array of(Array noise) {
        var timesteps = scheduler.timesteps();
        observer.computed("timesteps", Array.of(Shape.of(timesteps.length), timesteps));
        var sample = scaled(noise.floats());
        for (var step = 0; step < timesteps.length; step++) {
            var output = network.predict(timesteps[step], scheduler.input(step, sample));
            sample = scheduler.step(step, sample, output).sample();
            observer.computed("latents", Array.of(noise.shape(), sample));
            observer.stepped(step + 1);
        }
        return Array.of(noise.shape(), sample);
    }

    private float[] scaled(float[] noise) {
        var scaled = new float[noise.length];
        for (var i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (noise[i] * scheduler.noiseScale());
        }
        return scaled;
    }
}
