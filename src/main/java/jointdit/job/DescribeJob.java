package jointdit.job;

import java.util.Optional;
import jointdit.config.Settings;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.joint.Sampler;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.train.TrainConfig;

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
        if (config.network().isPresent()) {
            PublishedGraphs.of(config.network().get(), config.shape(), config.precision())
                    .forEach(network -> say(network.getKey(), network.getValue(), terminal));
            return;
        }
        var model = model(settings, terminal);
        var shape = model.cut(config.shape());
        say("joint model", Sampler.trace(model, shape, 1, config.precision()), terminal);
        terminal.say("");
        new LeverTable(model, shape, config.precision())
                .lines(settings.read("train", TrainConfig.class))
                .forEach(terminal::say);
    }

    private static void say(String name, Graph graph, Terminal terminal) {
        new Description(name, graph).lines().forEach(terminal::say);
    }
}
