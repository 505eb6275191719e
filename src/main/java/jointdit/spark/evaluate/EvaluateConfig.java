package jointdit.spark.evaluate;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import jointdit.evaluate.quality.EmbeddingConfig;
import jointdit.media.DecodeConfig;
import jointdit.synthetic.SceneKind;

/**
 * Settings of an evaluation, the {@code evaluate} block of a configuration file.
 *
 * @param samples a folder that {@code generate} filled, a folder of clips, or a manifest of clips
 * @param reference clips that the samples are compared with, those of the same name one by one: as {@code samples}
 * @param latents folder of the latents that the model was trained on, whose clips no sample should repeat
 * @param out folder of the tables, which keep what other runs came to
 * @param run what these clips are called in the tables
 * @param split of the clips and of the reference; all if absent. Generated clips have none
 * @param label of the clips and of the reference, such as the scene of synthetic ones; all if absent
 * @param scene what all clips show; if absent, the scene that is a clip's first label, or its reference's
 * @param events file of the true times of made clips; none are known if absent
 * @param seed of the shuffled pairs and of the intervals
 * @param decode size and rates at which clips are looked at; one frame is the tolerance of synchrony
 * @param embeddings what distances of distributions, and from training clips, are measured in
 */
public record EvaluateConfig(
        String samples,
        Optional<String> reference,
        Optional<String> latents,
        String out,
        String run,
        Optional<String> split,
        Optional<String> label,
        Optional<SceneKind> scene,
        Optional<String> events,
        long seed,
        DecodeConfig decode,
        List<EmbeddingConfig> embeddings)
        implements Serializable {
    /** What the clips of {@link #reference} are called in the tables. */
    public static final String REFERENCE = "reference";

    public EvaluateConfig {
        embeddings = List.copyOf(embeddings);
        argument(!samples.isBlank(), "samples must name a folder or a manifest, found nothing");
        argument(!out.isBlank(), "out must name a folder, found nothing");
        argument(!run.isBlank(), "run must have a name, found nothing");
        argument(
                !run.equals(REFERENCE) || reference.isEmpty(),
                "run must not be %s, as the clips of reference are called; found it",
                REFERENCE);
    }

    /** Seconds from one frame to the next. */
    double tolerance() {
        return 1 / decode.framesPerSecond();
    }
}
