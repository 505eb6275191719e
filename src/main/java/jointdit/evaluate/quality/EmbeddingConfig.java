package jointdit.evaluate.quality;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.nio.file.Path;
import jointdit.pretrained.ModelPlaces;

/** What clips become so that their distances mean something, an entry of {@code evaluate.embeddings}. */
public sealed interface EmbeddingConfig extends Serializable {
    /** The embedding; it is to be closed. */
    Embedding open(ModelPlaces places);

    /** Mean and standard deviation over time of the 64 log-mel bins: the sound. */
    record LogMel() implements EmbeddingConfig {
        @Override
        public Embedding open(ModelPlaces places) {
            return new LogMelEmbedding();
        }
    }

    /** Colours of each frame, scaled down to 8x8: the pictures, without any network. */
    record Thumbnail() implements EmbeddingConfig {
        @Override
        public Embedding open(ModelPlaces places) {
            return new ThumbnailEmbedding();
        }
    }

    /**
     * CLIP's embedding of each frame, of unit length.
     *
     * @param model folder of the model, or the name of a repository that was fetched
     */
    record Clip(String model) implements EmbeddingConfig {
        public Clip {
            argument(!model.isBlank(), "model must name a CLIP model, found nothing");
        }

        @Override
        public Embedding open(ModelPlaces places) {
            return ClipEmbedding.open(model, places);
        }
    }

    /**
     * Any network saved as TorchScript, such as I3D or VGGish.
     *
     * @param file on the machines that evaluate
     * @param input what it takes
     */
    record Torchscript(String file, Input input) implements EmbeddingConfig {
        /** What a network takes; it returns (1, D) or (D). */
        public enum Input {
            /** Frames in [-1, 1], (1, 3, T, H, W). */
            PICTURES,
            /** Samples in [-1, 1], (1, N). */
            SOUND
        }

        public Torchscript {
            argument(!file.isBlank(), "file must name a TorchScript file, found nothing");
        }

        @Override
        public Embedding open(ModelPlaces places) {
            return ScriptEmbedding.open(Path.of(file), input);
        }
    }
}
