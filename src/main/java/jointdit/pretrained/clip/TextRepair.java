package jointdit.pretrained.clip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The repairs of Python's {@code ftfy} that tokenizers of CLIP make before all else, as far as they have a plain rule:
 * HTML, UTF-8 read as Windows-1252, ligatures, wide letters, curly quotes, terminal escapes, control characters,
 * composition (NFC). Not: other mistaken encodings, and its judgement of whether a text looks wrong.
 */
final class TextRepair {
    private static final Pattern LIGATURES = Pattern.compile("[ĲĳŉǄ-ǌǱ-ǳﬀ-ﬆ]");
    private static final Pattern WIDE = Pattern.compile("[\\u3000\\uff01-\\uffef]");
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\\u02bc\\u2018-\\u201b]");
    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\\u201c-\\u201f]");
    private static final Pattern TERMINAL = Pattern.compile("\\x1b\\[[\\d;]*[a-zA-Z]");
    private static final Pattern CONTROLS =
            Pattern.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\u206a-\\u206f\\ufeff\\ufff9-\\ufffc]");
    /**
     * Two or more letters that Windows-1252 has at 0x80 and up; five of those bytes it leaves to control characters.
     */
    private static final Pattern HIGH = Pattern.compile("[\\x80-\\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,}");

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private TextRepair() {}

    /** Repairs until nothing changes. */
    static String apply(String text) {
        var html = !text.contains("<");
        var before = text;
        var after = once(before, html);
        while (!after.equals(before)) {
            before = after;
            after = once(before, html);
        }
        return after;
    }

    private static String once(String text, boolean html) {
        var decoded = replace(html ? HtmlEntities.unescape(text) : text, HIGH, TextRepair::decoded);
        var narrow = replace(replace(decoded, LIGATURES, TextRepair::compatible), WIDE, TextRepair::compatible);
        var straight = DOUBLE_QUOTES
                .matcher(SINGLE_QUOTES.matcher(narrow).replaceAll("'"))
                .replaceAll("\"");
        var visible =
                CONTROLS.matcher(TERMINAL.matcher(straight).replaceAll("")).replaceAll("");
        return Normalizer.normalize(visible, Normalizer.Form.NFC);
    }

    private static String replace(String text, Pattern pattern, UnaryOperator<String> repair) {
        return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(repair.apply(m.group())));
    }

    private static String compatible(String letters) {
        return Normalizer.normalize(letters, Normalizer.Form.NFKC);
    }

    /** The letters whose UTF-8 bytes these are in Windows-1252, or the same if they are none. */
    private static String decoded(String letters) {
        var bytes = new ByteArrayOutputStream();
        letters.chars().forEach(c -> bytes.write(c < 0x100 ? c : windows((char) c)));
        return strict(bytes.toByteArray()).orElse(letters);
    }

    private static int windows(char letter) {
        return WINDOWS.encode(CharBuffer.wrap(new char[] {letter})).get();
    }

    private static Optional<String> strict(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
