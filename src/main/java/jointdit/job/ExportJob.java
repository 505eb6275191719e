package jointdit.job;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jointdit.config.Settings;
import jointdit.joint.JointDiT;
import jointdit.joint.Sampler;
import jointdit.spark.CheckpointStore;
import jointdit.spark.ModelStore;
import jointdit.spark.Storage;
import jointdit.tensor.Device;
import jointdit.tensor.Export;
import jointdit.tensor.Precision;

/** Writes a trained denoiser as a file that PyTorch opens: {@code jobs/jointdit export model=DIR out=FILE.pt}. */
final class ExportJob implements Job {
    /**
     * Settings of this job.
     *
     * @param model folder of a training run
     * @param out local file to write
     * @param batch clips of a call, at least 1
     */
    record ExportConfig(String model, String out, int batch) {
        ExportConfig {
            argument(batch >= 1, "batch must be at least 1, found %d", batch);
            argument(out.endsWith(".pt"), "out must end in .pt, found %s", out);
        }
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public String summary() {
        return "Write a trained denoiser as a TorchScript file";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var config = settings.read(ExportConfig.class);
        var out = Path.of(config.out()).toAbsolutePath();
        try (var spark = SparkSessions.open(settings)) {
            var checkpoint = new CheckpointStore(Storage.of(spark), config.model())
                    .require()
                    .at(new ModelStore(Storage.of(spark)));
            var info = checkpoint.info();
            var graph = Sampler.trace(info.model(), info.shape(), config.batch(), Precision.FLOAT32);
            Files.createDirectories(out.getParent());
            try (var weights = checkpoint.sampling(Device.cpu())) {
                Export.write(graph, weights, out);
            }
            terminal.say("Clean estimates of video and audio, for inputs "
                    + JointDiT.inputs(info.model(), info.shape(), config.batch()));
            terminal.say("Module: " + out);
        }
    }
}
