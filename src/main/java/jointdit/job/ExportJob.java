package jointdit.job;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import jointdit.config.Settings;
import jointdit.joint.Checkpoint;
import jointdit.joint.JointDiT;
import jointdit.joint.Sampler;
import jointdit.joint.UnimodalDenoiser;
import jointdit.spark.CheckpointStore;
import jointdit.spark.ModelStore;
import jointdit.spark.Storage;
import jointdit.tensor.Device;
import jointdit.tensor.Export;
import jointdit.tensor.Export.Attend;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;

/**
 * Writes a trained denoiser for others: TorchScript modules that PyTorch opens, and a folder as Hugging Face's hub has
 * them. {@code jobs/jointdit export model=DIR out=DIR}.
 */
final class ExportJob implements Job {
    /**
     * Settings of this job.
     *
     * @param model folder of a training run
     * @param latents folder of the latents it was trained on, whose codec goes along
     * @param out local folder to write
     * @param parts what is written
     * @param batch clips of a call of a module, at least 1
     * @param attention how the modules attend
     */
    record ExportConfig(
            String model, Optional<String> latents, String out, List<Part> parts, int batch, Attend attention) {
        /** What can be written. */
        enum Part {
            JOINT,
            VIDEO,
            AUDIO,
            HUB
        }

        ExportConfig {
            argument(batch >= 1, "batch must be at least 1, found %d", batch);
            argument(!parts.isEmpty(), "parts must name some of %s, found none", Arrays.asList(Part.values()));
            parts = List.copyOf(parts);
        }
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public String summary() {
        return "Write a trained denoiser as TorchScript modules and as a folder for Hugging Face's hub";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var config = settings.read(ExportConfig.class);
        var out = Path.of(config.out()).toAbsolutePath();
        try (var spark = SparkSessions.open(settings)) {
            var storage = Storage.of(spark);
            var checkpoint = new CheckpointStore(storage, config.model()).require();
            Files.createDirectories(out);
            if (config.parts().contains(ExportConfig.Part.HUB)) {
                new HubFolder(storage, checkpoint, config.latents()).write(out);
                terminal.say("Weights, settings and card: " + out);
            }
            var here = checkpoint.at(new ModelStore(storage));
            try (var weights = here.sampling(Device.cpu())) {
                config.parts().stream()
                        .filter(part -> part != ExportConfig.Part.HUB)
                        .forEach(part -> module(here, weights, part, config).write(out, terminal));
            }
        }
    }

    /** What is written as a module. */
    private record Module(String name, Supplier<Graph> graph, List<Spec> inputs, Weights weights, Attend attend) {
        void write(Path out, Terminal terminal) {
            var file = out.resolve(name + ".pt");
            Export.write(graph.get(), weights, attend, file);
            terminal.say("Module: %s, for inputs %s".formatted(file, inputs));
        }
    }

    private static Module module(Checkpoint checkpoint, Weights weights, ExportConfig.Part part, ExportConfig config) {
        var model = checkpoint.info().model();
        var shape = checkpoint.info().shape();
        var name = part.name().toLowerCase(Locale.ROOT);
        if (part == ExportConfig.Part.JOINT) {
            return new Module(
                    name,
                    () -> Sampler.trace(model, shape, config.batch(), Precision.FLOAT32),
                    JointDiT.inputs(model, shape, config.batch()),
                    weights,
                    config.attention());
        }
        var tower = UnimodalDenoiser.valueOf(part.name());
        return new Module(
                name,
                () -> tower.trace(model, shape, config.batch()),
                tower.inputs(model, shape, config.batch()),
                weights,
                config.attention());
    }
}
