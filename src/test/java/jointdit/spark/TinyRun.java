package jointdit.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.codec.Codec;
import jointdit.config.Configs;
import jointdit.config.Records;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.diffusion.GuidanceConfig;
import jointdit.generate.TinyModel;
import jointdit.joint.Checkpoint;
import jointdit.joint.Mode;

/** A folder with a trained model of random weights and its codec. */
public final class TinyRun {
    private TinyRun() {}

    /** Writes {@code model} and {@code latents}. */
    public static void write(Path folder) {
        TinyModel.checkpoint(folder.resolve("model/checkpoints/step-000007"));
        var codec = TinyModel.CODEC;
        new CodecFolder(Storage.of(SparkForTests.session()), folder + "/latents/codec").write(codec, card(codec));
    }

    /** The same, and the run says that it was trained on these latents. */
    public static void writeTrained(Path folder) throws IOException {
        write(folder);
        var checkpoint = folder.resolve("model/checkpoints/step-000007");
        var train =
                Configs.changed(new TinyTraining(folder).config("run"), "latents = \"%s/latents\"".formatted(folder));
        var info = Checkpoint.open(checkpoint).info();
        Files.writeString(
                checkpoint.resolve(Checkpoint.INFO),
                Configs.json(Records.with(info, Map.of("settings", Configs.json(train)))));
    }

    /** Writes {@code to} as the export job does, in floats. */
    static void export(Path folder, Path to) throws IOException {
        var checkpoint = folder.resolve("model/checkpoints/step-000007");
        Files.createDirectories(to.resolve("codec"));
        Files.copy(checkpoint.resolve(Checkpoint.AVERAGE), to.resolve(Checkpoint.EXPORTED_AVERAGE));
        Files.copy(checkpoint.resolve(Checkpoint.INFO), to.resolve(Checkpoint.EXPORTED_INFO));
        for (var name : List.of("codec/codec.json", "codec/codec.safetensors")) {
            Files.copy(folder.resolve("latents").resolve(name), to.resolve(name));
        }
    }

    /** What is said about a codec that was fitted on some clips. */
    static CodecCard card(Codec codec) {
        return new CodecCard(
                codec.config(),
                new FitConfig(1, 1, 0),
                codec.fingerprint(),
                Optional.empty(),
                Optional.empty(),
                30,
                0,
                1);
    }

    /** Settings for a table of prompts, with others in the place of the usual ones. */
    static PromptConfig config(Path folder, String out, String prompts, String... others) {
        var shipped = Settings.load(new SettingSources("generate", Optional.empty(), Map.of(), List.of()))
                .read(PromptConfig.class);
        var usual = Records.with(
                shipped,
                Map.of(
                        "model",
                        Optional.of(folder + "/model"),
                        "latents",
                        Optional.of(folder + "/latents"),
                        "out",
                        folder + "/" + out,
                        "prompts",
                        Optional.of(folder + "/" + prompts),
                        "seed",
                        1L,
                        "sheet",
                        true,
                        "sample",
                        TinyModel.config(new GuidanceConfig.JointCfgStar(0, 0, 1, 0, 1, 0), Mode.FULL)));
        return Configs.changed(usual, others);
    }
}
