package jointdit.condition;

import java.nio.file.Path;
import jointdit.codec.Fingerprint;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.pretrained.PipelineFolder;
import jointdit.tensor.Device;

/** Encodes texts as AudioLDM2 does: by T5, and by a language model that reads T5 and CLAP. Threads may share it. */
public final class AudioLdm2Texts implements AutoCloseable {
    private final AudioLdm2PromptReader reader;
    private final AudioLdm2TextEncoders encoders;

    private AudioLdm2Texts(AudioLdm2PromptReader reader, AudioLdm2TextEncoders encoders) {
        this.reader = reader;
        this.encoders = encoders;
    }

    /**
     * Opens the encoders of a pipeline's folder.
     *
     * @throws IllegalArgumentException if it is not that of AudioLDM2, or lacks a network or a tokenizer
     */
    public static AudioLdm2Texts open(Path folder, Variant variant, Device device) {
        var pipeline = PipelineFolder.open(folder, variant, "AudioLDM2Pipeline");
        return new AudioLdm2Texts(
                AudioLdm2PromptReader.open(pipeline, device), AudioLdm2TextEncoders.open(pipeline, device));
    }

    /** States of a text, which may be empty; of T5 as many as it has tokens. */
    public TextStates states(String text) {
        var prompt = reader.read(text);
        var t5 = encoders.states(prompt.ids(), prompt.mask());
        var joined = encoders.joined(prompt.features(), t5, prompt.mask());
        var language = encoders.written(joined.get(0), joined.get(1));
        return new TextStates(
                language.floats(),
                language.shape().size(1),
                t5.floats(),
                t5.shape().size(1));
    }

    /** Hash of all weights. */
    public String fingerprint() {
        return new Fingerprint()
                .add(reader.fingerprint())
                .add(encoders.fingerprint())
                .hex();
    }

    @Override
    public void close() {
        reader.close();
        encoders.close();
    }
}
