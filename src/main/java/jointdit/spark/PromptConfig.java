package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.Optional;
import java.util.stream.Stream;
import jointdit.generate.AudioLdm2Config;
import jointdit.generate.GenerateConfig;
import jointdit.generate.SvdConfig;
import jointdit.pretrained.ModelFolder.Variant;

/**
 * Settings of generation, the {@code generate} block of a configuration file.
 *
 * @param pipeline what makes the clips
 * @param model folder of a training run, whose last checkpoint is taken, or an exported folder; empty for the model
 *     that comes with the program
 * @param latents folder of the latents it was trained on, for their codec; empty for those that a run says it was
 *     trained on, or for the codec of the exported folder
 * @param out folder of the clips and the table of samples
 * @param prompts file of prompts: .csv, .jsonl or .parquet
 * @param table the same in Spark's catalog, such as {@code db.prompts}; without both, {@code prompt} and {@code image}
 *     say what is wanted
 * @param prompt what to show
 * @param negativePrompt what to keep away from
 * @param image file of the first frame
 * @param useImage whether pictures count
 * @param seed of the noise; rows of a table without their own seed get one from this and their id
 * @param samples clips of a row that does not say how many, of other noise each, at least 1
 * @param batch clips that the joint model makes together, at least 1
 * @param rowsPerTask rows of a Spark task, at least 1; what a killed task has made is not made again
 * @param retry whether rows are tried again that failed with the same settings
 * @param sheet whether a contact sheet is drawn of each clip
 * @param sample how the joint model makes clips
 * @param svd Stable Video Diffusion
 * @param audioldm2 AudioLDM2
 */
public record PromptConfig(
        Pipeline pipeline,
        Optional<String> model,
        Optional<String> latents,
        String out,
        Optional<String> prompts,
        Optional<String> table,
        Optional<String> prompt,
        Optional<String> negativePrompt,
        Optional<String> image,
        boolean useImage,
        long seed,
        int samples,
        int batch,
        int rowsPerTask,
        boolean retry,
        boolean sheet,
        GenerateConfig sample,
        PublishedSvd svd,
        PublishedAudioldm2 audioldm2) {
    /**
     * Stable Video Diffusion as it was published.
     *
     * @param model its folder, or the name of a repository that was fetched
     * @param vaeModel the same of another autoencoder
     * @param variant which weights to take
     * @param sample how it makes video
     */
    public record PublishedSvd(String model, Optional<String> vaeModel, Variant variant, SvdConfig sample) {}

    /**
     * AudioLDM2 as it was published.
     *
     * @param model its folder, or the name of a repository that was fetched
     * @param vaeModel the same of another autoencoder
     * @param variant which weights to take
     * @param sample how it makes sound
     */
    public record PublishedAudioldm2(
            String model, Optional<String> vaeModel, Variant variant, AudioLdm2Config sample) {}

    /** What makes the clips. */
    public enum Pipeline {
        /** A trained joint model: sounding video. */
        JOINT,
        /** Stable Video Diffusion as it was published: silent video of a picture. */
        SVD,
        /** AudioLDM2 as it was published: sound of a prompt. */
        AUDIOLDM2
    }

    public PromptConfig {
        argument(
                model.isEmpty() || !model.get().isBlank(),
                "model must name the folder of a training run or an exported one, found nothing; null is the shipped"
                        + " model");
        argument(
                latents.isEmpty() || !latents.get().isBlank(),
                "latents must name the folder of the latents, found nothing");
        argument(
                pipeline != Pipeline.JOINT || model.isPresent() || latents.isEmpty(),
                "Wanted latents along with the model that was trained on them, found latents alone; name model=FOLDER too");
        argument(!out.isBlank(), "out must name a folder, found nothing");
        argument(samples >= 1, "samples must be at least 1, found %d", samples);
        argument(batch >= 1, "batch must be at least 1, found %d", batch);
        argument(rowsPerTask >= 1, "rows-per-task must be at least 1, found %d", rowsPerTask);
        argument(
                Stream.of(prompts, table, prompt.or(() -> image))
                                .filter(Optional::isPresent)
                                .count()
                        <= 1,
                "Wanted one of prompts (a file), table (of the catalog), and prompt with image, found more");
    }

    /** Whether prompts come from a table, not from the settings. */
    public boolean isTable() {
        return prompts.isPresent() || table.isPresent();
    }

    /** Steps of a row that says nothing of them. */
    int steps() {
        return switch (pipeline) {
            case JOINT -> sample.sampling().steps();
            case SVD -> svd.sample().steps();
            case AUDIOLDM2 -> audioldm2.sample().steps();
        };
    }

    /** The one clip that is wanted where there is no table. */
    PromptRow row() {
        return new PromptRow(
                id(),
                image,
                Optional.empty(),
                prompt.orElse(""),
                negativePrompt.orElse(""),
                Optional.of(seed),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    /** A name from the first words of the prompt, or of the image. */
    private String id() {
        var words = TextHasher.words(prompt.or(() -> image.map(file -> file.replaceAll(".*/|\\.[^.]*$", "")))
                .orElse(""));
        var name = String.join("-", words);
        return name.isEmpty() ? "clip" : name.substring(0, Math.min(40, name.length()));
    }
}
