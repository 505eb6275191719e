package jointdit.joint;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jointdit.config.Records;
import jointdit.diffusion.NoiseLevel;
import jointdit.diffusion.Preconditioning;
import jointdit.diffusion.Schedule;
import jointdit.pretrained.ModelPlaces;

/**
 * Settings of the joint model, the {@code model} block of a configuration file.
 *
 * @param video the video tower
 * @param audio the audio tower, as deep as the video tower
 * @param heads heads of the joint attention
 * @param jointWidth channels of the joint attention, a multiple of {@code 4 * heads}, of {@code 8 * heads} beside a
 *     pretrained tower; those of a transformer's tokens in the video tower if absent
 * @param textWidth buckets of the hashed bag of words
 * @param videoNoise training noise of the video
 * @param audioNoise training noise of the audio
 * @param preconditioning scales around both networks, or those around the video's if the audio has its own
 * @param audioPreconditioning scales around the network of the audio
 * @param gammaVideo power of the common time that is the video's own, above 0; 1 leaves it as it is
 * @param gammaAudio power of the common time that is the audio's own, above 0
 * @param attention what makes the joint attention smaller
 * @param maxFrames most latent frames of a clip, at least 1; any number if absent
 */
public record JointConfig(
        TowerConfig video,
        TowerConfig audio,
        int heads,
        Optional<Integer> jointWidth,
        int textWidth,
        NoiseLevel videoNoise,
        NoiseLevel audioNoise,
        Preconditioning preconditioning,
        Optional<Preconditioning> audioPreconditioning,
        double gammaVideo,
        double gammaAudio,
        AttentionConfig attention,
        Optional<Integer> maxFrames)
        implements Serializable {
    public JointConfig {
        argument(
                video.depth() == audio.depth(),
                "Both towers need the same depth, found %d and %d",
                video.depth(),
                audio.depth());
        argument(heads >= 1, "heads must be at least 1, found %d", heads);
        var inner = innerWidth(video, jointWidth);
        argument(
                inner >= 1 && inner % (4 * heads) == 0,
                "%s must be a multiple of 4 * heads = %d, found %d",
                jointWidth.isPresent() ? "joint-width" : "video.width",
                4 * heads,
                inner);
        argument(textWidth >= 1, "text-width must be at least 1, found %d", textWidth);
        Schedule.gamma("gamma-video", gammaVideo);
        Schedule.gamma("gamma-audio", gammaAudio);
        maxFrames.ifPresent(most -> argument(most >= 1, "max-frames must be at least 1, found %d", most));
    }

    private static int innerWidth(TowerConfig video, Optional<Integer> jointWidth) {
        argument(
                jointWidth.isPresent() || video instanceof TowerConfig.Transformer,
                "joint-width must be set for a pretrained video tower, such as 64 times heads");
        return jointWidth.orElseGet(() -> ((TowerConfig.Transformer) video).width());
    }

    /** Channels of the joint attention. */
    int innerWidth() {
        return innerWidth(video, jointWidth);
    }

    /** The same with the towers' folders on the machine at hand. */
    public JointConfig at(ModelPlaces places) {
        return Records.with(this, Map.of("video", video.at(places), "audio", audio.at(places)));
    }

    /** The same, of the same weights, with another joint attention. */
    public JointConfig with(AttentionConfig other) {
        return Records.with(this, Map.of("attention", other));
    }

    /** The same, of the same weights, for clips of at most {@code most} latent frames. */
    public JointConfig limited(Optional<Integer> most) {
        return Records.with(this, Map.of("maxFrames", most));
    }

    /** The part of a clip that the model takes: its first frames, with the sound of their time. */
    public LatentShape cut(LatentShape clip) {
        return maxFrames.filter(most -> most < clip.frames()).map(clip::first).orElse(clip);
    }

    /** Refuses latents that are too long. */
    void requireLength(LatentShape shape) {
        maxFrames.ifPresent(most -> argument(
                shape.frames() <= most,
                "Wanted clips of at most %d latent frames (model.max-frames), found %d; take shorter clips or raise"
                        + " max-frames",
                most,
                shape.frames()));
    }

    /**
     * What the towers take of their own, one array for each input of {@link JointDiT#inputs} behind the common ones.
     *
     * @throws IllegalArgumentException if something is not known that a tower needs
     */
    public List<float[]> own(Known known, LatentShape shape) {
        return Stream.concat(video.own(known, shape).stream(), audio.own(known, shape).stream())
                .toList();
    }

    /** Fingerprint of the published weights of its towers, empty if they have none; reads their files whole. */
    public String published() {
        return Stream.of(video, audio)
                .flatMap(tower -> tower.published().stream())
                .map(tensors -> tensors.file().fingerprint())
                .collect(Collectors.joining(" "));
    }

    /** Scales around the network of the video. */
    public Preconditioning videoScales() {
        return preconditioning;
    }

    /** Scales around the network of the audio. */
    public Preconditioning audioScales() {
        return audioPreconditioning.orElse(preconditioning);
    }

    /** Noise levels of both modalities. */
    public Schedule schedule() {
        return new Schedule(videoNoise, audioNoise, gammaVideo, gammaAudio);
    }
}
