package jointdit.ui;

import java.util.Collections;
import java.util.concurrent.Semaphore;
import jointdit.generate.StepListener;
import jointdit.media.Clip;
import jointdit.media.Rendition;
import jointdit.media.Sound;
import jointdit.media.Video;
import jointdit.spark.PromptConfig;
import jointdit.spark.PromptRow;

/** Makes black clips of half a second, as fast as it is let. */
final class ShortClips implements ClipMaker {
    private final Semaphore steps;

    private ShortClips(int steps) {
        this.steps = new Semaphore(steps);
    }

    /** Steps are taken at once. */
    static ShortClips fast() {
        return new ShortClips(Integer.MAX_VALUE / 2);
    }

    /** Each step waits until it is let. */
    static ShortClips waiting() {
        return new ShortClips(0);
    }

    void let(int more) {
        steps.release(more);
    }

    @Override
    public Rendition generate(PromptConfig config, PromptRow row, StepListener listener) {
        for (var step = 1; step <= row.steps().orElseThrow(); step++) {
            steps.acquireUninterruptibly();
            listener.stepped(step);
        }
        return clip();
    }

    static Rendition clip() {
        var video = new Video(16, 16, 8, Collections.nCopies(4, new byte[3 * 16 * 16]));
        return Rendition.of(new Clip(video, new Sound(16_000, new float[8_000])));
    }
}
