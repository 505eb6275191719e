package jointdit.pretrained.clip;

import static jointdit.config.Check.argument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jointdit.pretrained.ModelConfig;
import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/**
 * Texts to token ids: repaired, in lower case, cut into words, and these into pieces.
 *
 * @param pieces the vocabulary
 * @param style whose code it does as
 * @param context tokens of every row, start and end counted in
 * @param padding id behind the end
 */
public record ClipTokenizer(BytePairs pieces, Style style, int context, int padding) {
    private static final int CONTEXT = 77;
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final String WORDS = "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+";

    /** The codes that tokenize for CLIP; they differ in what few texts hold. */
    public enum Style {
        /** HTML is resolved; {@code <|startoftext|>} and {@code <|endoftext|>} in a text are tokens. */
        OPENAI("<|startoftext|>", "<|endoftext|>"),
        /** HTML is resolved; {@code <start_of_text>} and {@code <end_of_text>} in a text are tokens. */
        OPEN_CLIP("<start_of_text>", "<end_of_text>"),
        /** Transformers with ftfy: HTML is left where there are tags, tokens as OpenAI's. */
        HUGGING_FACE("<|startoftext|>", "<|endoftext|>");

        private final String start;
        private final String end;
        private final Pattern words;

        Style(String start, String end) {
            this.start = start;
            this.end = end;
            this.words = Pattern.compile(
                    Pattern.quote(start) + "|" + Pattern.quote(end) + "|" + WORDS,
                    Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE);
        }

        private String cleaned(String text) {
            var repaired = TextRepair.apply(text);
            var plain = this == HUGGING_FACE ? repaired : HtmlEntities.unescape(HtmlEntities.unescape(repaired));
            return SPACE.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        }
    }

    /** OpenAI's vocabulary, {@code bpe_simple_vocab_16e6.txt.gz}. */
    public static ClipTokenizer openAi(Path path, Style style) {
        var pieces = BytePairs.openAi(path);
        return new ClipTokenizer(pieces, style, CONTEXT, style == Style.HUGGING_FACE ? end(pieces) : 0);
    }

    /**
     * The tokenizer in a folder with {@code tokenizer.json}, or {@code vocab.json} and {@code merges.txt}: in
     * open_clip's style beside an {@code open_clip_config.json}, else in that of transformers.
     *
     * @throws IllegalArgumentException if there is none, or not one of CLIP
     */
    public static ClipTokenizer open(Path folder) {
        var pieces = BytePairs.ofFolder(folder);
        return Files.exists(folder.resolve("open_clip_config.json"))
                ? new ClipTokenizer(pieces, Style.OPEN_CLIP, CONTEXT, 0)
                : new ClipTokenizer(pieces, Style.HUGGING_FACE, CONTEXT, padding(folder, pieces));
    }

    /** The {@code pad_token} of the folder's {@code tokenizer_config.json}, else the end. */
    private static int padding(Path folder, BytePairs pieces) {
        var path = folder.resolve("tokenizer_config.json");
        if (!Files.exists(path)) {
            return end(pieces);
        }
        var config = ModelConfig.read(path);
        return config.has("pad_token") ? pieces.id(token(config)) : end(pieces);
    }

    private static String token(ModelConfig config) {
        return config.element("pad_token").isJsonObject()
                ? config.block("pad_token").text("content")
                : config.text("pad_token");
    }

    private static int start(BytePairs pieces) {
        return pieces.id("<|startoftext|>");
    }

    private static int end(BytePairs pieces) {
        return pieces.id("<|endoftext|>");
    }

    /** The same for a text tower that takes another number of tokens. */
    public ClipTokenizer withContext(int tokens) {
        argument(tokens >= 2, "Wanted room for start and end, found %d tokens", tokens);
        return new ClipTokenizer(pieces, style, tokens, padding);
    }

    /** Ids of a text without start, end and padding. */
    public List<Integer> encode(String text) {
        var ids = new ArrayList<Integer>();
        var words = style.words.matcher(style.cleaned(text));
        while (words.find()) {
            var word = words.group();
            if (word.equals(style.start)) {
                ids.add(start(pieces));
            } else if (word.equals(style.end)) {
                ids.add(end(pieces));
            } else {
                ids.addAll(pieces.encode(word));
            }
        }
        return List.copyOf(ids);
    }

    /** Rows (B, context) for {@link Clip#textEmbedding}: start, as many tokens as fit, end, padding. */
    public Array ids(List<String> texts) {
        var rows = new long[texts.size() * context];
        Arrays.fill(rows, padding);
        for (var i = 0; i < texts.size(); i++) {
            var encoded = encode(texts.get(i));
            var at = i * context;
            rows[at++] = start(pieces);
            for (var id : encoded.subList(0, Math.min(encoded.size(), context - 2))) {
                rows[at++] = id;
            }
            rows[at] = end(pieces);
        }
        return Array.ofLongs(Shape.of(texts.size(), context), rows);
    }
}
