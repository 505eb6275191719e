package jointdit.generate;

import static jointdit.config.Check.argument;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jointdit.config.Records;
import jointdit.diffusion.Condition;
import jointdit.diffusion.Guidance;
import jointdit.diffusion.GuidanceConfig;
import jointdit.diffusion.SamplingConfig;
import jointdit.diffusion.Schedule;
import jointdit.joint.JointConfig;
import jointdit.joint.Mode;
import jointdit.tensor.Precision;

/**
 * How a clip is generated, the {@code sample} block of a configuration file.
 *
 * @param sampling way from noise to latents
 * @param guidance what the prediction is moved away from
 * @param mode which way the joint attention carries information
 * @param precision arithmetic of products
 * @param seconds length of the clip, above 0; without it that of the clips the model was trained on
 * @param gammaVideo power of the common time that is the video's own, above 0; without it the model's
 * @param gammaAudio power of the common time that is the audio's own, above 0; without it the model's
 * @param attention what saves memory in the joint attention; without it as the model was trained
 * @param maxFrames most latent frames of a clip, at least 1; without it the model's
 */
public record GenerateConfig(
        SamplingConfig sampling,
        GuidanceConfig guidance,
        Mode mode,
        Precision precision,
        Optional<Double> seconds,
        Optional<Double> gammaVideo,
        Optional<Double> gammaAudio,
        Optional<AttentionChange> attention,
        Optional<Integer> maxFrames) {
    public GenerateConfig {
        gammaVideo.ifPresent(gamma -> Schedule.gamma("gamma-video", gamma));
        gammaAudio.ifPresent(gamma -> Schedule.gamma("gamma-audio", gamma));
        seconds.ifPresent(s -> argument(s > 0, "seconds must be above 0, found %s", s));
        maxFrames.ifPresent(most -> argument(most >= 1, "max-frames must be at least 1, found %d", most));
    }

    /** The same without what leaves clips of a model as they are. */
    public GenerateConfig ofNumbers(JointConfig model) {
        return Records.with(
                this, Map.of("attention", attention.flatMap(change -> change.ofNumbers(model.attention()))));
    }

    /** A trained model with the limits wanted here. */
    JointConfig model(JointConfig trained) {
        return trained.with(
                        attention.map(change -> change.of(trained.attention())).orElse(trained.attention()))
                .limited(maxFrames.or(trained::maxFrames));
    }

    /** What clips have in common that can be made together: all but the weights of their guidance. */
    public Object together(Set<Condition> present) {
        return List.of(
                sampling,
                precision,
                seconds,
                gammaVideo,
                gammaAudio,
                attention,
                maxFrames,
                guidance(present).branches().size());
    }

    /** The noise levels of a model on the path wanted here. */
    Schedule schedule(Schedule trained) {
        return trained.warped(gammaVideo, gammaAudio);
    }

    /** The guidance of a clip that has the conditions of {@code present}. */
    Guidance guidance(Set<Condition> present) {
        var all = EnumSet.copyOf(present);
        if (mode.toVideo()) {
            all.add(Condition.AUDIO_TO_VIDEO);
        }
        if (mode.toAudio()) {
            all.add(Condition.VIDEO_TO_AUDIO);
        }
        return guidance.with(all);
    }
}
