package jointdit.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jointdit.codec.Codec;
import jointdit.condition.AudioLdm2Texts;
import jointdit.condition.SvdImages;
import jointdit.condition.TextStates;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.Known;
import jointdit.joint.TowerConfig;
import jointdit.media.Picture;
import jointdit.tensor.Device;

/**
 * Encodes pictures and prompts for the published towers of a joint model, by the encoders in the folders of the towers.
 *
 * @param info of the model, with its folders on the machine at hand
 * @param pictureNoise standard deviation of the noise on the pixels of first frames
 * @param images where the video tower takes embedded first frames
 * @param texts where the audio tower takes states of texts
 * @param silent those of no text
 */
public record TowerEncoders(
        CheckpointInfo info,
        double pictureNoise,
        Optional<SvdImages> images,
        Optional<AudioLdm2Texts> texts,
        Optional<TextStates> silent)
        implements AutoCloseable {
    /**
     * Opens the encoders that the towers of a checkpoint need.
     *
     * @throws IllegalArgumentException if the folder of a tower is not that of a whole pipeline
     */
    public static TowerEncoders of(CheckpointInfo info, Codec codec) {
        var texts = texts(info.model().audio());
        return new TowerEncoders(
                info,
                codec.video().pictureNoise(),
                images(info.model().video()),
                texts,
                texts.map(encoder -> encoder.states("")));
    }

    private static Optional<SvdImages> images(TowerConfig tower) {
        return tower instanceof TowerConfig.Svd svd
                ? Optional.of(SvdImages.open(Path.of(svd.model()), svd.variant(), Device.cpu()))
                : Optional.empty();
    }

    private static Optional<AudioLdm2Texts> texts(TowerConfig tower) {
        return tower instanceof TowerConfig.Audioldm2 audioldm2
                ? Optional.of(AudioLdm2Texts.open(Path.of(audioldm2.model()), audioldm2.variant(), Device.cpu()))
                : Optional.empty();
    }

    /** What the towers take of a clip. */
    public Request.Own own(Optional<Picture> picture, String prompt, String negative) {
        var embedding = images.flatMap(encoder -> picture.map(encoder::embedding));
        return new Request.Own(own(embedding, prompt), own(embedding, negative), own(embedding, ""));
    }

    private List<float[]> own(Optional<float[]> embedding, String text) {
        var states = text.isBlank() ? silent : texts.map(encoder -> encoder.states(text));
        return info.model().own(new Known(embedding, pictureNoise, states), info.shape());
    }

    @Override
    public void close() {
        images.ifPresent(SvdImages::close);
        texts.ifPresent(AudioLdm2Texts::close);
    }
}
