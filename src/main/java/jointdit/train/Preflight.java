package jointdit.train;

import static jointdit.config.Check.argument;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jointdit.config.Bytes;
import jointdit.joint.JointConfig;
import jointdit.joint.JointWeights;
import jointdit.joint.LatentShape;
import jointdit.joint.PublishedNoise;
import jointdit.joint.Sampler;
import jointdit.pretrained.ModelPlaces;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;

/**
 * Whether model, latents and settings fit each other, before anything runs: all that does not, at once.
 *
 * @param model the network
 * @param places where published towers are
 * @param shape latents of a clip
 */
public record Preflight(JointConfig model, ModelPlaces places, LatentShape shape) {
    /**
     * Makes sure that nothing is amiss.
     *
     * @param misfits as of {@link #ofModel}, {@link #beforeTraining} or {@link #beforeSampling}
     * @throws IllegalArgumentException listing them
     */
    public static void require(List<String> misfits) {
        argument(
                misfits.isEmpty(),
                "%s",
                misfits.size() == 1
                        ? misfits.get(0)
                        : misfits.stream()
                                .collect(Collectors.joining(
                                        "\n  ", "%d settings do not fit:\n  ".formatted(misfits.size()), "")));
    }

    /** What is amiss with the model on these latents, whatever is done with it; needs no weights. */
    public List<String> ofModel() {
        var found = new ArrayList<String>();
        ready(found);
        return found;
    }

    /** What is amiss with a training run. */
    public List<String> beforeTraining(TrainConfig train) {
        var found = new ArrayList<String>();
        tried(found, () -> {
            train.check(model);
            return train;
        });
        ready(found)
                .flatMap(here ->
                        tried(found, () -> TrainPlan.of(here, shape, train)).filter(plan -> weights(found, here, plan)))
                .ifPresent(plan -> memory(found, train, plan));
        return found;
    }

    /** What is amiss with sampling one clip. */
    public List<String> beforeSampling() {
        var found = new ArrayList<String>();
        ready(found)
                .ifPresent(here -> tried(found, () -> {
                    var graph = Sampler.trace(here, shape, 1, Precision.FLOAT32);
                    return JointWeights.frozen(here, graph.parameters(), Set.of());
                }));
        return found;
    }

    /** The model with its folders, if they are there and both towers take the latents and know their noise. */
    private Optional<JointConfig> ready(List<String> found) {
        var before = found.size();
        var video = tried(found, () -> model.video().at(places));
        var audio = tried(found, () -> model.audio().at(places));
        if (video.isEmpty() || audio.isEmpty()) {
            return Optional.empty();
        }
        var here = model.at(places);
        tried(found, () -> Graph.parameters(scope -> here.video().video(scope, here, shape)));
        tried(found, () -> Graph.parameters(scope -> here.audio().audio(scope, here, shape)));
        tried(found, () -> PublishedNoise.misfits(here)).ifPresent(found::addAll);
        return found.size() == before ? Optional.of(here) : Optional.empty();
    }

    /** Whether the published weights are those of the networks. */
    private static boolean weights(List<String> found, JointConfig here, TrainPlan plan) {
        return tried(found, () -> JointWeights.frozen(here, plan.layout().parameters(), Set.of()))
                .isPresent();
    }

    private void memory(List<String> found, TrainConfig train, TrainPlan plan) {
        train.memory()
                .map(memory -> fit(memory))
                .filter(fit -> !fit.holds(plan))
                .ifPresent(fit -> {
                    var ways =
                            fit.levers(train).stream().map(Fit.Lever::toString).collect(Collectors.joining("; "));
                    found.add("Wanted a run of at most %s (train.memory), found one that needs %s; %s"
                            .formatted(
                                    fit.memory(),
                                    fit.needed(plan),
                                    ways.isEmpty() ? "take fewer frames or smaller pictures in the codec" : ways));
                });
    }

    private Fit fit(Bytes memory) {
        return new Fit(model.at(places), shape, memory, Fit.HEADROOM);
    }

    private static <T> Optional<T> tried(List<String> found, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            found.add(e.getMessage());
            return Optional.empty();
        }
    }
}
