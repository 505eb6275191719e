package jointdit.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jointdit.codec.Fingerprint;
import jointdit.media.Picture;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.ModelPlaces;
import jointdit.pretrained.clip.Clip;
import jointdit.pretrained.clip.ClipPixels;
import jointdit.pretrained.clip.ClipTokenizer;
import jointdit.tensor.Device;

/** Embeds first frames and captions; Spark sends it to executors. */
public sealed interface Embedder extends Serializable {
    /** Embedding of a picture; empty if none is wanted. */
    float[] image(Picture picture);

    /** Embedding of a text; empty if none is wanted, or the text is empty. */
    float[] text(String text);

    /** The fingerprint of latents and embeddings, from that of the codec of the latents. */
    String fingerprint(String codec);

    /** Embeds by a published CLIP model, or not at all. */
    static Embedder of(Optional<String> model, ModelPlaces places) {
        return model.<Embedder>map(name -> new ByClip(name, places)).orElseGet(None::new);
    }

    /** No embeddings. */
    record None() implements Embedder {
        @Override
        public float[] image(Picture picture) {
            return new float[0];
        }

        @Override
        public float[] text(String text) {
            return new float[0];
        }

        @Override
        public String fingerprint(String codec) {
            return codec;
        }
    }

    /**
     * Embeddings of CLIP, not of unit length.
     *
     * @param model folder or repository of the model
     * @param places where it is
     */
    record ByClip(String model, ModelPlaces places) implements Embedder {
        /** Models that this Java process has open. */
        private static final Map<Path, Opened> OPENED = new ConcurrentHashMap<>();

        private record Opened(Clip clip, ClipPixels pixels, ClipTokenizer tokenizer) {
            static Opened of(Path folder) {
                var clip = Clip.open(ModelFolder.of(folder), Device.cpu());
                return new Opened(
                        clip,
                        ClipPixels.open(folder),
                        ClipTokenizer.open(folder).withContext(clip.context()));
            }
        }

        @Override
        public float[] image(Picture picture) {
            var opened = opened();
            return opened.clip.imageEmbedding(opened.pixels.of(picture)).floats();
        }

        @Override
        public float[] text(String text) {
            var opened = opened();
            return text.isBlank()
                    ? new float[0]
                    : opened.clip
                            .textEmbedding(opened.tokenizer.ids(List.of(text)))
                            .floats();
        }

        @Override
        public String fingerprint(String codec) {
            return new Fingerprint().add(codec).add(opened().clip.fingerprint()).hex();
        }

        private Opened opened() {
            return OPENED.computeIfAbsent(places.folder(model).toAbsolutePath().normalize(), Opened::of);
        }
    }
}
