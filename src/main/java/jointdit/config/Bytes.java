package jointdit.config;

import static jointdit.config.Check.argument;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A size of memory or files.
 *
 * @param count bytes, at least 0
 */
public record Bytes(long count) {
    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([KMGT]i?)?B?");
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
    private static final String PREFIXES = "KMGT";

    public Bytes {
        argument(count >= 0, "A size must not be negative, found %d", count);
    }

    /**
     * Reads {@code 48GiB}, {@code 1.5 TB} or {@code 512}; {@code GiB} is 2^30 and {@code GB} 10^9 bytes.
     *
     * @throws NumberFormatException if it is none, or not a whole number of bytes
     */
    public static Bytes parse(String text) {
        var match = TEXT.matcher(text.strip());
        if (!match.matches()) {
            throw new NumberFormatException("Wanted a size such as 48GiB, found " + text);
        }
        var unit = match.group(2) == null ? "" : match.group(2);
        var power = unit.isEmpty() ? 0 : PREFIXES.indexOf(unit.charAt(0)) + 1;
        var base = BigDecimal.valueOf(unit.endsWith("i") ? 1024 : 1000);
        try {
            return new Bytes(
                    new BigDecimal(match.group(1)).multiply(base.pow(power)).longValueExact());
        } catch (ArithmeticException e) {
            throw new NumberFormatException("Wanted whole bytes, found " + text);
        }
    }

    /** Both together. */
    public Bytes plus(Bytes other) {
        return new Bytes(Math.addExact(count, other.count));
    }

    /** For people, in the largest unit of 1024 that gives at least 1: {@code 1.50 GiB}. */
    @Override
    public String toString() {
        var unit = 0;
        double size = count;
        while (size >= 1024 && unit < UNITS.size() - 1) {
            size /= 1024;
            unit++;
        }
        return unit == 0 ? count + " B" : String.format(Locale.ROOT, "%.2f %s", size, UNITS.get(unit));
    }
}
