package jointdit.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.condition.TextStates;
import jointdit.tensor.Safetensors;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.SafetensorsWriter;

/**
 * What AudioLDM2 makes of the empty text, beside the table of latents: clips whose caption is dropped or absent have
 * it.
 *
 * @param storage where it lies
 * @param uri the file, safetensors
 */
record EmptyTextFile(Storage storage, String uri) {
    private static final String LANGUAGE = "language";
    private static final String T5 = "t5";

    /** That of a {@link LatentCache}. */
    static EmptyTextFile in(Storage storage, String cache) {
        return new EmptyTextFile(storage, cache + "/empty-text.safetensors");
    }

    /** The states; empty if the table was made without. */
    Optional<TextStates> read() {
        return storage.file(uri).map(file -> copied());
    }

    private TextStates copied() {
        try {
            var local = Files.createTempFile("empty-text", ".safetensors");
            try {
                Files.write(local, storage.read(uri));
                return states(Safetensors.open(local));
            } finally {
                Files.delete(local);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + uri + " to a local file", e);
        }
    }

    private static TextStates states(Safetensors file) {
        return new TextStates(
                file.floats(LANGUAGE), (int) file.shape(LANGUAGE)[0], file.floats(T5), (int) file.shape(T5)[0]);
    }

    void write(TextStates states) {
        var entries = List.of(
                new SafetensorsEntry(LANGUAGE, SafetensorsType.F32, states.languageTokens(), states.languageWidth()),
                new SafetensorsEntry(T5, SafetensorsType.F32, states.t5Tokens(), states.t5Width()));
        try (var writer = new SafetensorsWriter(storage.create(uri), Map.of(), entries)) {
            writer.write(LANGUAGE, states.language());
            writer.write(T5, states.t5());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + uri, e);
        }
    }

    void delete() {
        storage.delete(uri);
    }
}
