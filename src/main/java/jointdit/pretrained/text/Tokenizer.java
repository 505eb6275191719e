package jointdit.pretrained.text;

import static jointdit.config.Check.argument;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jointdit.pretrained.ModelConfig;

/**
 * The tokenizer of a published text encoder, from its {@code tokenizer.json}; the longest text is read from
 * {@code tokenizer_config.json}. What the file says about truncation and padding is left out: the caller says it.
 */
public final class Tokenizer implements AutoCloseable {
    private static final String FILE = "tokenizer.json";
    private static final String CONFIG = "tokenizer_config.json";
    /** Of a checkpoint that gives no limit. transformers then writes a number far beyond any text. */
    private static final int LONGEST = 512;
    /** Limits are the caller's, who counts the tokens that start and end a text. */
    private static final Map<String, String> OPTIONS = Map.of("truncation", "false", "padding", "false");

    private final HuggingFaceTokenizer tokenizer;
    private final int longest;

    private Tokenizer(HuggingFaceTokenizer tokenizer, int longest) {
        this.tokenizer = tokenizer;
        this.longest = longest;
    }

    /**
     * Reads a folder.
     *
     * @throws IllegalArgumentException if it has no {@code tokenizer.json}
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Tokenizer read(Path folder) {
        var file = folder.resolve(FILE);
        argument(
                Files.isRegularFile(file),
                "Wanted %s in %s, found none; fetch-models fetches it, and AutoTokenizer.from_pretrained(...)"
                        + ".save_pretrained(...) of transformers writes it from older files",
                FILE,
                folder);
        try (var json = Files.newInputStream(file)) {
            return new Tokenizer(HuggingFaceTokenizer.newInstance(json, OPTIONS), longest(folder.resolve(CONFIG)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static int longest(Path config) {
        if (!Files.isRegularFile(config)) {
            return LONGEST;
        }
        var limit = ModelConfig.read(config).number("model_max_length", LONGEST);
        return limit > Integer.MAX_VALUE ? LONGEST : (int) limit;
    }

    /** Most tokens of a text, those that start and end it counted in. */
    public int longest() {
        return longest;
    }

    /** Texts padded to the longest of them with {@code pad}; those beyond {@link #longest} are cut. */
    public TokenIds apply(List<String> texts, long pad) {
        argument(!texts.isEmpty(), "Wanted texts, found none");
        var rows = texts.stream().map(t -> cut(t, longest)).toList();
        return TokenIds.padded(rows, rows.stream().mapToInt(r -> r.length).max().orElseThrow(), pad);
    }

    /** Texts cut or padded to exactly {@code length}. */
    public TokenIds apply(List<String> texts, long pad, int length) {
        return TokenIds.padded(texts.stream().map(t -> cut(t, length)).toList(), length, pad);
    }

    /** At most {@code length} tokens, the last of them the one that ends the text. */
    private long[] cut(String text, int length) {
        var ids = tokenizer.encode(text, true, false).getIds();
        if (ids.length <= length) {
            return ids;
        }
        var kept = Arrays.copyOf(ids, length);
        kept[length - 1] = ids[ids.length - 1];
        return kept;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
