package jointdit.generate;

import java.util.Arrays;
import java.util.List;
import jointdit.pretrained.ModelRuntime;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.audioldm2.AudioLdm2ProjectionModel;
import jointdit.pretrained.audioldm2.AudioLdm2ProjectionModel.Masked;
import jointdit.pretrained.audioldm2.ProjectionConfig;
import jointdit.pretrained.text.Gpt2;
import jointdit.pretrained.text.Gpt2Config;
import jointdit.pretrained.text.T5Config;
import jointdit.pretrained.text.T5Encoder;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Shape;

/**
 * What AudioLDM2 makes of tokens: T5, the map to the language model, the language model.
 *
 * @param t5 settings of T5
 * @param map settings of the map
 * @param language settings of the language model
 */
record AudioLdm2TextEncoders(
        T5Config t5,
        ModelRuntime encoder,
        ProjectionConfig map,
        ModelRuntime projection,
        Gpt2Config language,
        ModelRuntime writer)
        implements AutoCloseable {
    static AudioLdm2TextEncoders open(PipelineFolder folder, Device device) {
        var encoder = folder.component("text_encoder_2", "T5EncoderModel");
        var projection = folder.component("projection_model", "AudioLDM2ProjectionModel");
        var writer = folder.component("language_model", "GPT2Model", "GPT2LMHeadModel");
        return new AudioLdm2TextEncoders(
                T5Config.read(encoder.config()),
                new ModelRuntime(encoder.tensors(T5Encoder.NAMES), device),
                ProjectionConfig.read(projection.config()),
                new ModelRuntime(projection.tensors(AudioLdm2ProjectionModel.NAMES), device),
                Gpt2Config.read(writer.config()),
                new ModelRuntime(writer.tensors(Gpt2.NAMES), device));
    }

    /** T5's states (R, N, D) of ids and mask (R, N). */
    Array states(Array ids, Array mask) {
        return encoder.run(
                        "states",
                        scope -> {
                            var net = T5Encoder.of(scope, t5);
                            return in -> List.of(net.apply(in.get(0), in.get(1)));
                        },
                        ids,
                        mask)
                .get(0);
    }

    /** CLAP's features (R, E) and T5's states with their mask, joined for the language model: vectors and mask. */
    List<Array> joined(Array features, Array states, Array mask) {
        var rows = features.shape().size(0);
        var seen = new long[rows];
        Arrays.fill(seen, 1);
        return projection.run(
                "join",
                scope -> {
                    var net = AudioLdm2ProjectionModel.of(scope, map);
                    return in -> {
                        var joined = net.apply(new Masked(in.get(0), in.get(1)), new Masked(in.get(2), in.get(3)));
                        return List.of(joined.vectors(), joined.mask());
                    };
                },
                features.reshape(rows, 1, features.shape().size(1)),
                Array.ofLongs(Shape.of(rows, 1), seen),
                states,
                mask);
    }

    /** What the language model writes on, (R, M, D). */
    Array written(Array vectors, Array mask) {
        return writer.run(
                        "write",
                        scope -> {
                            var net = Gpt2.of(scope, language);
                            return in -> List.of(net.generate(in.get(0), in.get(1), language.newTokens()));
                        },
                        vectors,
                        mask)
                .get(0);
    }

    String fingerprint() {
        return encoder.fingerprint() + projection.fingerprint() + writer.fingerprint();
    }

    @Override
    public void close() {
        encoder.close();
        projection.close();
        writer.close();
    }
}
