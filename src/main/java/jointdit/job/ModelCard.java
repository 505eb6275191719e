package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jointdit.job.HubWeights.HubPrecision;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.TowerConfig;

/**
 * The card of a trained model, Markdown with the front matter of Hugging Face's hub.
 *
 * @param info what the model is
 * @param hasCodec whether the codec lies beside it
 * @param precision of the weights
 * @param notes how it came to be, in its makers' words: Markdown
 */
record ModelCard(CheckpointInfo info, boolean hasCodec, HubPrecision precision, Optional<String> notes) {
    String text() {
        return Stream.concat(
                        Stream.of(frontMatter(), what(), inputs(), training(), use()),
                        notes.stream().map(words -> "## Made by\n\n" + words.strip()))
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private static String frontMatter() {
        return """
                ---
                library_name: jointdit
                license: apache-2.0
                pipeline_tag: image-to-video
                tags: [jointdit, audio-visual, text-to-audio, diffusion]
                ---""";
    }

    private String what() {
        var shape = info.shape();
        return String.format(
                ROOT,
                """
                # JointDiT

                Makes sounding video of a picture and, if wanted, a prompt: a joint diffusion transformer (Wang et al.,
                "Animate and Sound an Image", CVPR 2025) with a tower for video (%s, depth %d) and one for audio (%s).
                A clip has %d latent frames at %s a second, %.2f seconds.""",
                kind(info.model().video()),
                info.model().video().depth(),
                kind(info.model().audio()),
                shape.frames(),
                shape.framesPerSecond(),
                shape.seconds());
    }

    private static String kind(TowerConfig tower) {
        return tower.getClass().getSimpleName().toLowerCase(ROOT);
    }

    private String inputs() {
        var shape = info.shape();
        return """
                ## Latents

                | | shape |
                | --- | --- |
                | video | (B, %d, %d, %d, %d) |
                | audio | (B, %d, %d, %d) |
                | sigma: noise of video and audio | (B, 2) |
                | picture: latents of the first frame | (B, %d, %d, %d) |
                | text: hashed words | (B, %d) |
                | keep: text, picture, audio to video, video to audio | (B, 4) |

                The result is the clean video and audio. Codec: `%s`%s.""".formatted(
                        shape.frames(),
                        shape.videoChannels(),
                        shape.height(),
                        shape.width(),
                        shape.audioChannels(),
                        shape.audioFrames(),
                        shape.audioBins(),
                        shape.videoChannels(),
                        shape.height(),
                        shape.width(),
                        info.model().textWidth(),
                        info.codec(),
                        hasCodec ? ", in `codec`" : ", which is not part of this folder");
    }

    private String training() {
        return """
                ## Training

                Stage %s, %d steps, seed %d, source %s, table of latents `%s`. Averaged weights, stored in %s.
                All settings are in `config.json`.""".formatted(
                        info.stage(),
                        info.step(),
                        info.seed(),
                        info.commit(),
                        info.table(),
                        precision.name().toLowerCase(ROOT));
    }

    private String use() {
        var codec = hasCodec ? "" : " latents=FOLDER";
        return """
                ## Use

                ```
                jobs/jointdit generate model=THIS_FOLDER%s image=FILE prompt="a red ball bounces"
                ```

                ```python
                from safetensors.torch import load_file
                weights = load_file("model.safetensors")  # names as in the state_dict of joint.pt

                import torch
                denoiser = torch.jit.load("joint.pt")     # if exported: parts = [joint]
                ```""".formatted(codec);
    }
}
