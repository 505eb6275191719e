package jointdit.pretrained.clip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A visible letter for each byte, as in the vocabularies of GPT-2 and CLIP; one that has none gets U+0100 and up. */
final class ByteLetters {
    private static final List<String> ALL;
    private static final String[] BY_BYTE = new String[256];

    static {
        var letters = new ArrayList<String>();
        IntStream.range(0, 256).filter(ByteLetters::visible).forEach(b -> put(letters, b, b));
        var hidden = IntStream.range(0, 256).filter(b -> !visible(b)).toArray();
        IntStream.range(0, hidden.length).forEach(i -> put(letters, hidden[i], 256 + i));
        ALL = List.copyOf(letters);
    }

    private ByteLetters() {}

    private static void put(List<String> letters, int value, int letter) {
        BY_BYTE[value] = Character.toString(letter);
        letters.add(BY_BYTE[value]);
    }

    /** Letters of Latin-1, space and soft hyphen apart. */
    private static boolean visible(int value) {
        return ('!' <= value && value <= '~') || (0xa1 <= value && value != 0xad);
    }

    /** All letters, in the order of vocabularies: those that stand for themselves first. */
    static List<String> all() {
        return ALL;
    }

    /** Letters of the UTF-8 bytes of a text. */
    static List<String> of(String text) {
        var letters = new ArrayList<String>();
        for (var value : text.getBytes(UTF_8)) {
            letters.add(BY_BYTE[value & 255]);
        }
        return letters;
    }
}
