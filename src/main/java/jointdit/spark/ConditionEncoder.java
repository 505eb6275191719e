package jointdit.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jointdit.codec.Codec;
import jointdit.codec.Fingerprint;
import jointdit.condition.AudioLdm2Texts;
import jointdit.condition.SvdImages;
import jointdit.condition.TextStates;
import jointdit.media.Picture;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.pretrained.ModelPlaces;
import jointdit.tensor.Device;
import jointdit.tensor.Noise;

/**
 * Makes the conditions of published towers; Spark sends it to executors.
 *
 * @param svdModel pipeline that embeds first frames; empty for none
 * @param audioldm2Model pipeline that encodes captions; empty for none
 * @param variant which of their weights
 * @param places where they are
 */
record ConditionEncoder(String svdModel, String audioldm2Model, Variant variant, ModelPlaces places)
        implements Serializable {
    /** Encoders that this Java process has open. */
    private static final Map<Opened, SvdImages> IMAGES = new ConcurrentHashMap<>();

    private static final Map<Opened, AudioLdm2Texts> TEXTS = new ConcurrentHashMap<>();

    private record Opened(Path folder, Variant variant) {}

    static ConditionEncoder of(ConditionConfig config, ModelPlaces places) {
        return new ConditionEncoder(
                config.svdModel().orElse(""), config.audioldm2Model().orElse(""), config.variant(), places);
    }

    /**
     * Opens what it needs on this machine.
     *
     * @throws IllegalArgumentException if a model is not there, or is another pipeline
     */
    void open() {
        images();
        texts();
    }

    /** Of a clip, whose name is the seed of the noise on its first frame. */
    ClipConditions encode(Codec codec, ClipRow clip, Picture first) {
        var noise = codec.video().pictureNoise();
        var embedding = images().map(encoder -> encoder.embedding(first));
        var frame = Optional.of(noise)
                .filter(level -> level > 0 || embedding.isPresent())
                .map(level -> new ClipConditions.FirstFrame(
                        codec.encodePicture(first.rgb(), Noise.seed(0, clip.clipId())), level, embedding));
        var text = Optional.of(clip.caption())
                .filter(caption -> !caption.isBlank())
                .flatMap(caption -> texts().map(encoder -> encoder.states(caption)));
        return new ClipConditions(frame, text);
    }

    /** States of the empty text, if texts are to be encoded. */
    Optional<TextStates> emptyText() {
        return texts().map(encoder -> encoder.states(""));
    }

    /** The fingerprint of all that is cached, from that of latents and embeddings. */
    String fingerprint(String others) {
        return new Fingerprint()
                .add(others)
                .add(images().map(SvdImages::fingerprint).orElse(""))
                .add(texts().map(AudioLdm2Texts::fingerprint).orElse(""))
                .hex();
    }

    private Optional<SvdImages> images() {
        return opened(svdModel)
                .map(key -> IMAGES.computeIfAbsent(key, k -> SvdImages.open(k.folder, k.variant, Device.cpu())));
    }

    private Optional<AudioLdm2Texts> texts() {
        return opened(audioldm2Model)
                .map(key -> TEXTS.computeIfAbsent(key, k -> AudioLdm2Texts.open(k.folder, k.variant, Device.cpu())));
    }

    private Optional<Opened> opened(String model) {
        return model.isEmpty()
                ? Optional.empty()
                : Optional.of(new Opened(places.folder(model).toAbsolutePath().normalize(), variant));
    }
}
