package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.Optional;
import jointdit.generate.AudioLdm2Config;
import jointdit.generate.GenerateConfig;
import jointdit.generate.SvdConfig;
import jointdit.pretrained.ModelFolder.Variant;

/**
 * Settings of generation, the {@code generate} block of a configuration file.
 *
 * @param pipeline what makes the clips
 * @param model folder of a training run; its last checkpoint is taken
 * @param latents folder of the latents it was trained on, for their codec
 * @param out folder of the clips and the table of samples
 * @param prompts table of prompts: .csv, .jsonl or .parquet; without it {@code prompt} and {@code image} say what is
 *     wanted
 * @param prompt what to show
 * @param negativePrompt what to keep away from
 * @param image file of the first frame
 * @param useImage whether pictures count
 * @param seed of the noise; rows of a table without their own seed get one from this and their id
 * @param tasks Spark tasks at a time, at least 1; each has a network of its own that uses all threads it gets
 * @param sample how the joint model makes clips
 * @param svd Stable Video Diffusion
 * @param audioldm2 AudioLDM2
 */
public record PromptConfig(
        Pipeline pipeline,
        String model,
        String latents,
        String out,
        Optional<String> prompts,
        Optional<String> prompt,
        Optional<String> negativePrompt,
        Optional<String> image,
        boolean useImage,
        long seed,
        int tasks,
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
        argument(!model.isBlank(), "model must name the folder of a training run, found nothing");
        argument(!latents.isBlank(), "latents must name the folder of the latents, found nothing");
        argument(!out.isBlank(), "out must name a folder, found nothing");
        argument(tasks >= 1, "tasks must be at least 1, found %d", tasks);
        argument(
                prompts.isEmpty() || (prompt.isEmpty() && image.isEmpty()),
                "prompts is a table, so prompt and image must not be set beside it");
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
                Optional.empty());
    }

    /** A name from the first words of the prompt, or of the image. */
    private String id() {
        var words = TextHasher.words(prompt.or(() -> image.map(file -> file.replaceAll(".*/|\\.[^.]*$", "")))
                .orElse(""));
        var name = String.join("-", words);
        return name.isEmpty() ? "clip" : name.substring(0, Math.min(40, name.length()));
    }
}
