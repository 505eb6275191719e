package jointdit.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jointdit.config.Settings;
import jointdit.generate.AudioLdm2Config;
import jointdit.generate.AudioLdm2Pipeline;
import jointdit.generate.AudioLdm2Request;
import jointdit.media.ContactSheet;
import jointdit.media.LogMel;
import jointdit.media.Png;
import jointdit.media.Sound;
import jointdit.media.Wav;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.pretrained.TinyModels;
import jointdit.tensor.Device;

/** Tries AudioLDM2 on this machine: {@code jobs/jointdit smoke-aldm2 [model=DIR]}. */
final class SmokeAldm2Job implements Job {
    /**
     * Settings of this job.
     *
     * @param model folder or repository; without it a tiny one of random weights
     * @param variant which weights to take
     * @param prompt what is to be heard
     * @param negativePrompt what is not to be heard
     * @param seed of the noise
     * @param out folder of what is made
     * @param sample how it is made
     */
    record SmokeAldm2(
            Optional<String> model,
            Variant variant,
            String prompt,
            String negativePrompt,
            long seed,
            String out,
            AudioLdm2Config sample) {}

    @Override
    public String name() {
        return "smoke-aldm2";
    }

    @Override
    public String summary() {
        return "Try AudioLDM2 on this machine, by default with tiny networks of random weights";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var config = settings.read(SmokeAldm2.class);
        var out = Files.createDirectories(Path.of(config.out()));
        var model = SmokeModel.of(settings, config.model(), out.resolve("tiny-audioldm2"), TinyModels::audioldm2);
        var watch = new SmokeWatch();
        try (var pipeline = AudioLdm2Pipeline.open(model.path(), config.variant(), Device.cpu());
                var progress = terminal.progress("Denoise", config.sample().steps())) {
            terminal.say("Model: %s, opened in %s".formatted(model.name(), watch.lap()));
            var request =
                    new AudioLdm2Request(config.prompt(), config.negativePrompt(), config.seed(), config.sample());
            var sound = pipeline.generate(request, progress::reach);
            terminal.say("Sound: %s s at %d Hz in %s, %s"
                    .formatted(sound.seconds(), sound.sampleRateHz(), watch.lap(), SmokeWatch.memory()));
            write(sound, out, terminal);
        }
    }

    private static void write(Sound sound, Path out, Terminal terminal) throws IOException {
        var file = out.resolve("aldm2.wav");
        Files.write(file, Wav.bytes(sound));
        var sheet = out.resolve("aldm2.png");
        Png.write(ContactSheet.of(Optional.empty(), Optional.of(sound), LogMel.audioldm2()), sheet);
        terminal.say("Hear %s, its spectrogram is %s".formatted(file, sheet));
    }
}
