package jointdit.ui;

import java.util.Locale;
import java.util.stream.Stream;

/** Ways to spend memory on the joint attention, from the key {@code generate.sample.attention}. */
enum MemoryProfile {
    /** As the model was trained. */
    STANDARD("attention = null"),
    /** Attention in pieces: the same clip, less memory, somewhat slower. */
    CHUNKED("attention { query-chunk-video = 512, query-chunk-audio = 512 }"),
    /** Smaller pieces and shared keys: least memory, another, coarser clip. */
    LOW("attention { query-chunk-video = 128, query-chunk-audio = 128, kv-downsample = 2 }");

    private final String change;

    MemoryProfile(String change) {
        this.change = change;
    }

    /** What is other in the block {@code sample}, as HOCON. */
    String change() {
        return change;
    }

    /** Name in requests. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MemoryProfile of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static Stream<String> words() {
        return Stream.of(values()).map(MemoryProfile::word);
    }
}
