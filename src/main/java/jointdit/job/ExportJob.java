package jointdit.job;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jointdit.config.Settings;
import jointdit.job.HubWeights.HubPrecision;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
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
     * @param precision of the weights for the hub
     * @param notes Markdown that ends the model card: how the model came to be, in its makers' words
     */
    record ExportConfig(
            String model,
            Optional<String> latents,
            String out,
            List<Part> parts,
            int batch,
            Attend attention,
            HubPrecision precision,
            Optional<String> notes) {
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
                var card = new ModelCard(
                        checkpoint.info(), config.latents().isPresent(), config.precision(), config.notes());
                new HubFolder(storage, checkpoint, config.latents(), card).write(out);
                terminal.say("Weights, settings and card: " + out);
            }
            modules(checkpoint.at(new ModelStore(storage)), config, out, terminal);
        }
    }

    private static void modules(Checkpoint checkpoint, ExportConfig config, Path out, Terminal terminal) {
        try (var weights = checkpoint.sampling(Device.cpu())) {
            for (var part : config.parts()) {
                if (part != ExportConfig.Part.HUB) {
                    var graph = graph(checkpoint.info(), part, config.batch());
                    var file = out.resolve(part.name().toLowerCase(Locale.ROOT) + ".pt");
                    Export.write(graph, weights, config.attention(), file);
                    terminal.say("Module: %s, for inputs %s".formatted(file, graph.inputs()));
                }
            }
        }
    }

    private static Graph graph(CheckpointInfo info, ExportConfig.Part part, int clips) {
        return part == ExportConfig.Part.JOINT
                ? Sampler.trace(info.model(), info.shape(), clips, Precision.FLOAT32)
                : UnimodalDenoiser.valueOf(part.name()).trace(info.model(), info.shape(), clips);
    }
}
