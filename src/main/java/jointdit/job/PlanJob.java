package jointdit.job;

import java.util.ArrayList;
import java.util.List;
import jointdit.config.Settings;
import jointdit.joint.JointConfig;
import jointdit.train.Fit;
import jointdit.train.Preflight;
import jointdit.train.TrainConfig;

/** Says what a training run needs, without weights: {@code jobs/jointdit plan [--config FILE] [memory=48GiB]}. */
final class PlanJob implements Job {
    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String summary() {
        return "Say whether a training run fits into memory, and how long a data set takes, without running anything";
    }

    @Override
    public void run(Settings settings, Terminal terminal) {
        var config = settings.read(PlanConfig.class);
        var train = settings.read("train", TrainConfig.class);
        var models = new PlannedModels(LocalModels.of(settings), terminal::say).places();
        var model = settings.read("model", JointConfig.class);
        Preflight.require(new Preflight(model, models, model.cut(config.shape())).ofModel());
        var fit = new Fit(model.at(models), model.cut(config.shape()), config.memory(), config.headroom());
        var memory = MemoryPlan.of(fit, train);
        terminal.say("A pass of %d clips:".formatted(train.clips()));
        memory.table().forEach(terminal::say);
        lines(memory).forEach(terminal::say);
        terminal.say("");
        DataPlan.of(config, train, memory.plan()).lines().forEach(terminal::say);
    }

    private static List<String> lines(MemoryPlan memory) {
        var lines = new ArrayList<>(List.of(memory.verdict()));
        if (!memory.fit().holds(memory.plan())) {
            lines.addAll(memory.levers());
        }
        return lines;
    }
}
