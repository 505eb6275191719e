package jointdit.pretrained.text;

import static jointdit.config.Check.argument;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jointdit.pretrained.ModelConfig;

/** Texts to token ids, as a checkpoint's own {@code tokenizer.json} says. Threads may share it. */
public final class TextTokenizer implements AutoCloseable {
    private static final String FILE = "tokenizer.json";
    private static final String CONFIG = "tokenizer_config.json";

    private final HuggingFaceTokenizer tokenizer;
    private final int longest;

    private TextTokenizer(HuggingFaceTokenizer tokenizer, int longest) {
        this.tokenizer = tokenizer;
        this.longest = longest;
    }

    /**
     * Opens a folder with {@code tokenizer.json} and, if texts have a longest length, {@code tokenizer_config.json}.
     *
     * @throws IllegalArgumentException if there is no such file
     */
    public static TextTokenizer open(Path folder) {
        var file = folder.resolve(FILE);
        argument(Files.isRegularFile(file), "Wanted %s in %s, found none; fetch-models fetches it", FILE, folder);
        try {
            var tokenizer = HuggingFaceTokenizer.builder()
                    .optTokenizerPath(file)
                    .optAddSpecialTokens(true)
                    .optTruncation(false)
                    .optPadding(false)
                    .build();
            return new TextTokenizer(tokenizer, longest(folder.resolve(CONFIG)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Files without a limit have none, or one beyond all bounds. */
    private static int longest(Path config) {
        return Files.exists(config)
                ? (int) ModelConfig.read(config).number("model_max_length", Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }

    /** Ids of a text with the tokens of its start and end; one that is too long loses its last words. */
    public long[] ids(String text) {
        return ids(text, longest);
    }

    /** The same of at most {@code most} tokens. */
    public long[] ids(String text, int most) {
        var encoding = tokenizer.encode(text);
        var ids = encoding.getIds();
        var end = trailing(encoding.getSpecialTokenMask());
        if (ids.length <= most) {
            return ids;
        }
        argument(end <= most, "Wanted at least the %d tokens of a text's end, found room for %d", end, most);
        var cut = Arrays.copyOf(ids, most);
        System.arraycopy(ids, ids.length - end, cut, most - end, end);
        return cut;
    }

    /** Special tokens at the end. */
    private static int trailing(long[] special) {
        var count = 0;
        while (count < special.length && special[special.length - 1 - count] == 1) {
            count++;
        }
        return count;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
