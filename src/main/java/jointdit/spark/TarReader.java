package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a tar: ustar, GNU's long names and the paths and sizes of pax. Links and other oddities are passed over.
 *
 * <p>Not by commons-compress: the one that DJL brings lacks classes beside Spark's commons-lang3.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">The format</a>
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 1 << 16;
    private static final Pattern PAX = Pattern.compile("\\d+ (path|size)=([^\n]*)\n");

    private final InputStream in;
    private long left; // bytes of the file at hand
    private long padding;
    private Optional<String> longName = Optional.empty();
    private Optional<Long> longSize = Optional.empty();

    TarReader(InputStream in) {
        this.in = in;
    }

    /** Whether these first bytes are those of a tar. */
    static boolean starts(byte[] head) {
        return head.length >= BLOCK && number(head, 148, 8) == sum(head);
    }

    /**
     * The path of the next plain file, whose bytes can be read then; empty at the end.
     *
     * @throws IOException if the archive is broken
     */
    Optional<String> next() throws IOException {
        while (true) {
            pass(left + padding);
            var head = in.readNBytes(BLOCK);
            if (head.length == 0 || isZero(head)) {
                left = 0;
                padding = 0;
                return Optional.empty();
            }
            if (!starts(head)) {
                throw new IOException("broken header");
            }
            size(longSize.filter(size -> isFile(head)).orElse(number(head, 124, 12)));
            if (isFile(head)) {
                var name = longName.orElseGet(() -> name(head));
                longName = Optional.empty();
                longSize = Optional.empty();
                return Optional.of(name);
            }
            take(head);
        }
    }

    /** Bytes of the file at hand, at most so many. */
    byte[] bytes(int most) throws IOException {
        int count = (int) Math.min(left, most);
        var bytes = in.readNBytes(count);
        left -= bytes.length;
        if (bytes.length < count) {
            throw breaksOff();
        }
        return bytes;
    }

    private void pass(long bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw breaksOff();
        }
    }

    private static EOFException breaksOff() {
        return new EOFException("the archive breaks off");
    }

    /** An entry that tells of the next one, or is no file. */
    private void take(byte[] head) throws IOException {
        switch (head[156]) {
            case 'L' -> longName = Optional.of(text(bytes(LONGEST_NAME)));
            case 'x' -> {
                var values = PAX.matcher(new String(bytes(LONGEST_NAME), UTF_8));
                while (values.find()) {
                    if (values.group(1).equals("path")) {
                        longName = Optional.of(values.group(2));
                    } else {
                        longSize = Optional.of(Long.parseLong(values.group(2)));
                    }
                }
            }
            case 'K', 'g' -> longSize = Optional.empty();
            default -> {
                longName = Optional.empty();
                longSize = Optional.empty();
            }
        }
    }

    private void size(long size) {
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    private static boolean isFile(byte[] head) {
        return head[156] == '0' || head[156] == 0;
    }

    private static String name(byte[] head) {
        var name = text(Arrays.copyOfRange(head, 0, 100));
        boolean hasPrefix = text(Arrays.copyOfRange(head, 257, 263)).equals("ustar") && head[345] != 0;
        return hasPrefix ? text(Arrays.copyOfRange(head, 345, 500)) + "/" + name : name;
    }

    /** UTF-8 up to the first zero. */
    private static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, UTF_8);
    }

    /** Octal digits, or with the first bit set a binary number; -1 if neither. */
    private static long number(byte[] head, int from, int length) {
        if ((head[from] & 0x80) != 0) {
            long value = 0;
            for (int i = from + length - 8; i < from + length; i++) {
                value = (value << 8) | (head[i] & 255);
            }
            return Math.max(0, value);
        }
        var digits = text(Arrays.copyOfRange(head, from, from + length)).strip();
        return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
    }

    /** Sum of all bytes, those of the sum itself taken as spaces. */
    private static long sum(byte[] head) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += 148 <= i && i < 156 ? ' ' : head[i] & 255;
        }
        return sum;
    }

    private static boolean isZero(byte[] head) {
        for (byte b : head) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
