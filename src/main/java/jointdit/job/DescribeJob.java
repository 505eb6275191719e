package jointdit.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.config.Settings;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.joint.Sampler;
import jointdit.tensor.Precision;

/** Says what a model is made of, without weights: {@code jobs/jointdit describe [FOLDER]}. */
final class DescribeJob implements Job {
    /**
     * Settings of this job.
     *
     * @param network a published network; without it the joint model of the block {@code model}
     * @param shape latents of a clip
     * @param precision arithmetic of products
     */
    record Describe(Optional<String> network, LatentShape shape, Precision precision) {}

    @Override
    public String name() {
        return "describe";
    }

    @Override
    public String summary() {
        return "Say what a model is made of: tokens, parameters, operations and memory of its parts";
    }

    @Override
    public Optional<String> mainKey() {
        return Optional.of("network");
    }

    private static JointConfig model(Settings settings, Terminal terminal) {
        var models = new PlannedModels(LocalModels.of(settings), terminal::say).places();
        return settings.read("model", JointConfig.class).at(models);
    }

    @Override
    public void run(Settings settings, Terminal terminal) {
        var config = settings.read(Describe.class);
        var networks = config.network().isPresent()
                ? PublishedGraphs.of(config.network().get(), config.shape(), config.precision())
                : List.of(Map.entry(
                        "joint model",
                        Sampler.trace(model(settings, terminal), config.shape(), 1, config.precision())));
        networks.forEach(network ->
                new Description(network.getKey(), network.getValue()).lines().forEach(terminal::say));
    }
}
