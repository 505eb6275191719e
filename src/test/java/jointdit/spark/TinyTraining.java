package jointdit.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import jointdit.config.Configs;
import jointdit.joint.TinyModel;
import jointdit.tensor.Safetensors;
import jointdit.train.Stage;
import jointdit.train.TinyRun;
import jointdit.train.TrainConfig;
import org.apache.spark.sql.SparkSession;

/** Runs of the tiny model on the table {@code latents} of a folder, for tests. */
record TinyTraining(Path folder) {
    private SparkSession spark() {
        return SparkForTests.session();
    }

    String uri(String name) {
        return folder.resolve(name).toUri().toString();
    }

    Storage storage() {
        return Storage.of(spark());
    }

    CheckpointStore checkpoints(String out) {
        return new CheckpointStore(storage(), uri(out));
    }

    /** A run of stage B with other settings, as in a configuration file. */
    TrainConfig config(String out, String... settings) {
        var json = Configs.json(TinyRun.config(Stage.B, 4));
        var lines = new ArrayList<>(List.of(json.substring(1, json.length() - 1)));
        lines.add("latents = \"" + uri("latents") + "\"");
        lines.add("out = \"" + uri(out) + "\"");
        lines.addAll(List.of(settings));
        return Configs.read(String.join("\n", lines), "test", TrainConfig.class);
    }

    /** Trains that run. */
    void fit(String out, String... settings) {
        new JointDiTTrainer(TinyModel.config(), config(out, settings)).fit(spark(), "abc", n -> {});
    }

    /** The last weights of a run. */
    Safetensors weights(String out) {
        return Safetensors.open(checkpoints(out).require().folder().resolve("weights.safetensors"));
    }

    /** Their moving average. */
    Safetensors average(String out) {
        return Safetensors.open(checkpoints(out).require().averageFile());
    }

    /** All figures of a run, by step. */
    SortedMap<Long, Map<String, Double>> metrics(String out) {
        return new RunMetrics(spark(), uri(out)).read();
    }
}
