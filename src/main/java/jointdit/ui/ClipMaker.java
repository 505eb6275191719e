package jointdit.ui;

import jointdit.generate.StepListener;
import jointdit.media.Rendition;
import jointdit.spark.PromptConfig;
import jointdit.spark.PromptRow;

/** What makes clips. */
@FunctionalInterface
public interface ClipMaker {
    /**
     * Makes a clip.
     *
     * @param listener told of each step; what it throws ends the clip
     */
    Rendition generate(PromptConfig config, PromptRow row, StepListener listener);
}
