package jointdit.codec;

import java.util.Optional;

/**
 * Bases of the fitted parts of a codec; empty for parts of another kind.
 *
 * @param video of picture patches
 * @param audio of log-mel patches
 */
public record PcaBases(Optional<PcaBasis> video, Optional<PcaBasis> audio) {
    /** For codecs without a fitted part. */
    public static final PcaBases NONE = new PcaBases(Optional.empty(), Optional.empty());

    /** The basis of a part that cannot do without. */
    static PcaBasis require(String part, Optional<PcaBasis> basis) {
        return basis.orElseThrow(
                () -> new IllegalArgumentException("Wanted the fitted basis of codec.%s, found none".formatted(part)));
    }
}
