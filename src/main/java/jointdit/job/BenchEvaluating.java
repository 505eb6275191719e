package jointdit.job;

import static java.util.Locale.ROOT;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jointdit.evaluate.quality.EmbeddingConfig;
import jointdit.evaluate.quality.Fault;
import jointdit.evaluate.quality.PerceptualHash;
import jointdit.evaluate.quality.PictureQuality;
import jointdit.evaluate.quality.SoundQuality;
import jointdit.evaluate.sync.SyncFacts;
import jointdit.evaluate.sync.SyncMeasures;
import jointdit.media.Cut;
import jointdit.media.DecodeConfig;
import jointdit.media.MediaDecoder;
import jointdit.media.Mp4;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;

/** Clips that a core evaluates in a second, metric by metric, looked at in 64x64 at 8 frames a second. */
final class BenchEvaluating {
    private static final DecodeConfig WANTED = new DecodeConfig(64, 64, 8, 16_000);

    private static final double SECONDS = 2;
    private static final double FRAMES_PER_SECOND = 25;

    private final BenchConfig config;

    /** What is done for a figure. */
    private record Work(String name, Runnable run) {}

    BenchEvaluating(BenchConfig config) {
        this.config = config;
    }

    /** A line for each part of the work, and one for all of it. */
    List<String> lines() {
        var scene = new SceneConfig(config.side(), config.side(), SECONDS, FRAMES_PER_SECOND, 16_000);
        var works = works(Mp4.bytes(SceneKind.BOUNCE.draw(scene, 1).clip()));
        var seconds = new BenchClock(1, config.repeats())
                .seconds(works.stream().map(Work::run).toList());
        var lines = new ArrayList<String>();
        for (int i = 0; i < works.size(); i++) {
            lines.add(line(works.get(i).name, seconds.get(i)));
        }
        lines.add(line("all of these", seconds.stream().mapToDouble(s -> s).sum()));
        return List.copyOf(lines);
    }

    private List<Work> works(byte[] file) {
        var decoder = new MediaDecoder(WANTED);
        var clip = decoder.clip(file);
        var facts = SyncFacts.of(file, Cut.WHOLE, clip, Optional.of(SceneKind.BOUNCE));
        var measures = new SyncMeasures(1 / WANTED.framesPerSecond());
        var logMel = new EmbeddingConfig.LogMel().open(Path::of);
        var thumbnail = new EmbeddingConfig.Thumbnail().open(Path::of);
        return List.of(
                new Work("decoding", () -> decoder.clip(file)),
                new Work("motion of the pictures", () -> MediaDecoder.motion(file)),
                new Work("events of a scene", () -> SyncFacts.of(clip, SceneKind.BOUNCE)),
                new Work("event-f1, av-align", () -> measures.of(facts)),
                new Work("psnr, ssim", () -> PictureQuality.of(clip.video(), clip.video())),
                new Work("log-mel-l1, spectral conv.", () -> SoundQuality.of(clip.sound(), clip.sound())),
                new Work("frechet, kernel: log-mel", () -> logMel.of(clip)),
                new Work("frechet, kernel: thumbnail", () -> thumbnail.of(clip)),
                new Work("faults", () -> Fault.of(clip)),
                new Work("leakage: perceptual hash", () -> PerceptualHash.of(clip.video())));
    }

    private String line(String name, double seconds) {
        return String.format(
                ROOT,
                "evaluating, %-26s %8.1f  clips a second and core (%.0f s of %dx%d)",
                name,
                1 / seconds,
                SECONDS,
                config.side(),
                config.side());
    }
}
