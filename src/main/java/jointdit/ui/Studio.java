package jointdit.ui;

import java.util.function.Function;
import jointdit.spark.ModelShelf;
import jointdit.spark.PromptConfig;
import jointdit.spark.ReferenceClips;

/**
 * What the page works with.
 *
 * @param usual settings of generation that runs begin with
 * @param shelf models
 * @param maker makes clips
 * @param clips clips of a folder of latents
 * @param device that clips are made on
 */
public record Studio(
        PromptConfig usual, ModelShelf shelf, ClipMaker maker, Function<String, ReferenceClips> clips, String device) {}
