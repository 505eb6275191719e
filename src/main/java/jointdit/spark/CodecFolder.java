package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import jointdit.codec.Codec;
import jointdit.codec.CodecConfig;
import jointdit.codec.PcaBases;
import jointdit.codec.PcaWeights;
import jointdit.config.Configs;
import jointdit.tensor.Safetensors;

/**
 * A codec on any Hadoop file system: the bases of its fitted parts, and {@code codec.json}, which is written last, so a
 * folder without it holds no codec.
 *
 * @param storage where it lies
 * @param uri the folder
 */
public record CodecFolder(Storage storage, String uri) {
    /** What is said about the codec; empty if there is none. */
    public Optional<CodecCard> card() {
        return storage.file(cardFile())
                .map(file -> Configs.read(storage.text(file.uri()), file.uri(), CodecCard.class));
    }

    /**
     * The codec.
     *
     * @throws IllegalArgumentException if there is none, or its weights are not those that its card tells of
     */
    public Codec read() {
        var card = card();
        argument(card.isPresent(), "Wanted a codec in %s, found no codec.json; cache-latents fits one", uri);
        var codec = weights(card.get().codec());
        argument(
                codec.fingerprint().equals(card.get().fingerprint()),
                "Wanted the weights that %s tells of, found others; remove the folder to fit anew",
                cardFile());
        return codec;
    }

    /** Writes a codec, in place of one there; other files of the folder stay. */
    public void write(Codec codec, CodecCard card) {
        storage.delete(cardFile());
        PcaWeights.write(codec, storage.create(weightsFile()));
        storage.write(cardFile(), Configs.json(card));
    }

    private Codec weights(CodecConfig config) {
        var bases = storage.file(weightsFile()).map(file -> bases(file.uri())).orElse(PcaBases.NONE);
        return config.open(bases, new ModelStore(storage));
    }

    private PcaBases bases(String file) {
        try {
            var local = Files.createTempFile("codec", ".safetensors");
            try {
                Files.write(local, storage.read(file));
                return PcaWeights.read(Safetensors.open(local));
            } finally {
                Files.delete(local);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + file + " to a local file", e);
        }
    }

    private String cardFile() {
        return uri + "/codec.json";
    }

    private String weightsFile() {
        return uri + "/codec.safetensors";
    }
}
