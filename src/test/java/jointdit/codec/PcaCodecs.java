package jointdit.codec;

import java.util.Optional;

/** Codecs of given bases. */
public final class PcaCodecs {
    private PcaCodecs() {}

    public static Codec of(CodecConfig config, PcaBasis video, PcaBasis audio) {
        return config.open(new PcaBases(Optional.of(video), Optional.of(audio)), model -> {
            throw new IllegalStateException("A pca codec asks for no model, it asked for " + model);
        });
    }
}
