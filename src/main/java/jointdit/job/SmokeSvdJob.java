package jointdit.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jointdit.config.Settings;
import jointdit.generate.PictureReader;
import jointdit.generate.StableVideoDiffusionPipeline;
import jointdit.generate.SvdConfig;
import jointdit.generate.SvdRequest;
import jointdit.media.ContactSheet;
import jointdit.media.LogMel;
import jointdit.media.Mp4;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.media.Video;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.pretrained.TinyModels;
import jointdit.tensor.Device;

/** Tries Stable Video Diffusion on this machine: {@code jobs/jointdit smoke-svd [model=DIR]}. */
final class SmokeSvdJob implements Job {
    /**
     * Settings of this job.
     *
     * @param model folder or repository; without it a tiny one of random weights
     * @param variant which weights to take
     * @param image first frame; without it a drawn one
     * @param seed of the noise
     * @param out folder of what is made
     * @param sample how it is made
     */
    record SmokeSvd(
            Optional<String> model, Variant variant, Optional<String> image, long seed, String out, SvdConfig sample) {}

    @Override
    public String name() {
        return "smoke-svd";
    }

    @Override
    public String summary() {
        return "Try Stable Video Diffusion on this machine, by default with tiny networks of random weights";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var config = settings.read(SmokeSvd.class);
        var out = Files.createDirectories(Path.of(config.out()));
        var model = SmokeModel.of(settings, config.model(), out.resolve("tiny-svd"), TinyModels::svd);
        var watch = new SmokeWatch();
        try (var pipeline = StableVideoDiffusionPipeline.open(model.path(), config.variant(), Device.cpu());
                var progress = terminal.progress("Denoise", config.sample().steps())) {
            terminal.say("Model: %s, opened in %s".formatted(model.name(), watch.lap()));
            var request = new SvdRequest(picture(config), config.seed(), config.sample());
            var video = pipeline.generate(request, progress::reach);
            terminal.say("Video: %d frames of %dx%d in %s, %s"
                    .formatted(video.frames().size(), video.width(), video.height(), watch.lap(), SmokeWatch.memory()));
            write(video, out, terminal);
        }
    }

    private static void write(Video video, Path out, Terminal terminal) throws IOException {
        var file = out.resolve("svd.mp4");
        Files.write(file, Mp4.bytes(video));
        var sheet = out.resolve("svd.png");
        Png.write(ContactSheet.of(Optional.of(video), Optional.empty(), LogMel.audioldm2()), sheet);
        terminal.say("Look at %s and %s".formatted(file, sheet));
    }

    private static Picture picture(SmokeSvd config) throws IOException {
        return config.image().isPresent()
                ? PictureReader.picture(
                        config.image().get(),
                        Files.readAllBytes(Path.of(config.image().get())))
                : drawn(config.sample().width(), config.sample().height());
    }

    /** Colours that run across, with a dark disc in the middle. */
    private static Picture drawn(int width, int height) {
        var rgb = new byte[3 * width * height];
        for (var i = 0; i < width * height; i++) {
            var row = i / width;
            var x = i % width / (double) width;
            var y = row / (double) height;
            var disc = Math.hypot(x - 0.5, y - 0.5) < 0.2 ? 0.2 : 1;
            rgb[3 * i] = (byte) (255 * x * disc);
            rgb[3 * i + 1] = (byte) (255 * y * disc);
            rgb[3 * i + 2] = (byte) (255 * (1 - x) * disc);
        }
        return new Picture(width, height, rgb);
    }
}
