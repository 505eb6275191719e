package jointdit.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.joint.Mode;
import jointdit.joint.TinyModel;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Shape;
import jointdit.train.TrainConfig.Average;
import jointdit.train.TrainConfig.Average.Place;
import jointdit.train.TrainConfig.Times;

/** A training run of a few steps, for tests. */
public final class TinyRun {
    private TinyRun() {}

    public static TrainConfig config(Stage stage, int steps) {
        return config(stage, steps, Times.COUPLED, new Average(Place.DEVICE, 1));
    }

    static TrainConfig config(Stage stage, int steps, Times times, Average average) {
        return new TrainConfig(
                "latents",
                "out",
                stage == Stage.A ? Optional.of("expert") : Optional.empty(),
                stage,
                Mode.FULL,
                steps,
                4,
                1,
                Precision.FLOAT32,
                1,
                new TrainConfig.Rates(1e-2, 1e-2, 1e-2, 2, 0.1),
                new TrainConfig.Optimiser(0.01, 1, 0.9, TrainConfig.Optimiser.Method.ADAMW),
                new TrainConfig.Dropout(0.1, 0.1, 0.1),
                new TrainConfig.Every(1, 2, 2, 2),
                new TrainConfig.Data(4, 5, 2),
                times,
                average,
                Optional.empty(),
                Checkpointing.NONE,
                new Parallel.Single(),
                1,
                2);
    }

    static List<Example> examples(int from) {
        return IntStream.range(from, from + 4).mapToObj(TinyRun::example).toList();
    }

    static Example example(int index) {
        var shape = TinyModel.shape();
        var video = Noise.normal(Shape.of(shape.videoSize()), index).floats();
        var audio = Noise.normal(Shape.of(shape.audioSize()), index + 100).floats();
        var picture = Arrays.copyOf(video, shape.pictureSize());
        return new Example("clip" + index, video, audio, picture, new float[] {1, 0, 0, 0, index % 2});
    }
}
