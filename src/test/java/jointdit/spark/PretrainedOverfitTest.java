package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.job.PretrainedRoom;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.tensor.Device;
import jointdit.tensor.Weights;
import jointdit.train.Example;
import jointdit.train.Losses;
import jointdit.train.TrainConfig;
import jointdit.train.TrainStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The joint model between small published networks of random weights learns four clips by heart, stage A, then B, with
 * the ordinary loss. A loss here is the mean over the four clips at 16 noise levels with as much noise, which stay the
 * same and are not those of training; conditions are not dropped. It is that of the weights, not of their average.
 */
@Tag("long")
class PretrainedOverfitTest {
    private static final int CLIPS = 4;
    private static final int DRAWS = 16;
    private static final int STEPS_A = 60;
    private static final int STEPS_B = 340;

    @TempDir
    private Path folder;

    private JointConfig model;
    private LatentShape shape;
    private List<Example> clips;
    private List<Example> noisy;

    @BeforeEach
    void cache() {
        var room = new PretrainedRoom(folder);
        room.writeNetworks();
        room.makeClips(CLIPS);
        room.cache();
        model = settings("A", 1).read("model", JointConfig.class);
        var table = room.latents();
        shape = JointDiTTrainer.shape(LatentRow.from(table.latents().first()));
        var source = new LatentFeed.Source(
                List.of(table.latents().inputFiles()),
                shape,
                new TextHasher(model.textWidth()),
                CLIPS,
                1,
                TowerConditions.of(model, table.emptyText()));
        clips = new LatentFeed(source, Storage.of(table.spark()).configuration(), Place.ALONE).next(CLIPS);
        noisy = IntStream.range(0, DRAWS)
                .boxed()
                .flatMap(draw -> clips.stream().map(clip -> renamed(clip, draw)))
                .toList();
    }

    /** The same clip with other noise, which depends on its name. */
    private static Example renamed(Example clip, int draw) {
        return new Example(
                clip.id() + " draw " + draw,
                clip.video(),
                clip.audio(),
                clip.picture(),
                clip.text(),
                clip.own(),
                clip.textless());
    }

    private Settings settings(String stage, int steps) {
        var own = List.of(
                "stage=" + stage,
                "steps=" + steps,
                "batch=" + CLIPS,
                "dropout={ text = 0, picture = 0, interaction = 0 }",
                "rates={ lr = %s, lr-expert = 3e-3, lr-io = 3e-3, warmup = 10, last = 0.02 }"
                        .formatted(stage.equals("A") ? "1e-2" : "3e-3"),
                "optimiser.weight-decay=0");
        var words = Stream.concat(new PretrainedRoom(folder).model().stream(), own.stream())
                .toList();
        return Settings.load(new SettingSources("train", Optional.empty(), Map.of(), words));
    }

    private TrainStep step(String stage, int steps) {
        return new TrainStep(model, shape, settings(stage, steps).read(TrainConfig.class), Device.cpu());
    }

    @Test
    void aTenthOfTheFirstLossIsLeftAfterFourHundredSteps(TestReporter reporter) {
        try (var joint = step("A", STEPS_A);
                var tuned = step("B", STEPS_B)) {
            var first = joint.validate(noisy);
            train(joint, STEPS_A);
            var between = joint.validate(noisy);
            hand(joint.average(), tuned.weights());
            train(tuned, STEPS_B);
            var last = tuned.validate(noisy);

            reporter.publishEntry(
                    Map.of("first", text(first), "after stage A", text(between), "after stage B", text(last)));
            assertThat(between.total()).isLessThan(0.8 * first.total());
            assertThat(last.total()).isLessThan(0.1 * first.total());
        }
    }

    private void train(TrainStep step, int steps) {
        for (var i = 0; i < steps; i++) {
            try (var share = step.gradient(clips)) {
                step.apply(share);
            }
        }
    }

    /** Stage B begins with what stage A saves for it: the average of what it learned. */
    private static void hand(Weights learned, Weights next) {
        learned.layout().parameters().forEach(p -> next.set(p.name(), FloatBuffer.wrap(learned.floats(p.name()))));
    }

    private static String text(Losses losses) {
        return "%.4f, of the video %.4f, of the audio %.4f".formatted(losses.total(), losses.video(), losses.audio());
    }
}
