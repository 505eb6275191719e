package jointdit.condition;

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
 * @param encoder T5
 * @param projection the map
 * @param writer the language model
 * @param newTokens how many vectors it writes, M
 */
public record AudioLdm2TextEncoders(
        ModelRuntime<T5Encoder> encoder,
        ModelRuntime<AudioLdm2ProjectionModel> projection,
        ModelRuntime<Gpt2> writer,
        int newTokens)
        implements AutoCloseable {
    public static AudioLdm2TextEncoders open(PipelineFolder folder, Device device) {
        var encoder = folder.component("text_encoder_2", "T5EncoderModel");
        var projection = folder.component("projection_model", "AudioLDM2ProjectionModel");
        var writer = folder.component("language_model", "GPT2Model", "GPT2LMHeadModel");
        var t5 = T5Config.read(encoder.config());
        var map = ProjectionConfig.read(projection.config());
        var language = Gpt2Config.read(writer.config());
        return new AudioLdm2TextEncoders(
                new ModelRuntime<>(encoder.tensors(T5Encoder.NAMES), scope -> T5Encoder.of(scope, t5), device),
                new ModelRuntime<>(
                        projection.tensors(AudioLdm2ProjectionModel.NAMES),
                        scope -> AudioLdm2ProjectionModel.of(scope, map),
                        device),
                new ModelRuntime<>(writer.tensors(Gpt2.NAMES), scope -> Gpt2.of(scope, language), device),
                language.newTokens());
    }

    /** T5's states (R, N, D) of ids and mask (R, N). */
    public Array states(Array ids, Array mask) {
        return encoder.run("states", net -> in -> List.of(net.apply(in.get(0), in.get(1))), ids, mask)
                .get(0);
    }

    /** CLAP's features (R, E) and T5's states with their mask, joined for the language model: vectors and mask. */
    public List<Array> joined(Array features, Array states, Array mask) {
        var rows = features.shape().size(0);
        var seen = new long[rows];
        Arrays.fill(seen, 1);
        return projection.run(
                "join",
                net -> in -> {
                    var joined = net.apply(new Masked(in.get(0), in.get(1)), new Masked(in.get(2), in.get(3)));
                    return List.of(joined.vectors(), joined.mask());
                },
                features.reshape(rows, 1, features.shape().size(1)),
                Array.ofLongs(Shape.of(rows, 1), seen),
                states,
                mask);
    }

    /** What the language model writes on, (R, M, D). */
    public Array written(Array vectors, Array mask) {
        return writer.run("write", net -> in -> List.of(net.generate(in.get(0), in.get(1), newTokens)), vectors, mask)
                .get(0);
    }

    public String fingerprint() {
        return encoder.fingerprint() + projection.fingerprint() + writer.fingerprint();
    }

    @Override
    public void close() {
        encoder.close();
        projection.close();
        writer.close();
    }
}
