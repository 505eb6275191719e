package jointdit.media;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Sound as WAV files of 16-bit samples. */
public final class Wav {
    private static final int HEADER = 44;
    private static final short PCM = 1;

    private Wav() {}

    /** One channel; samples beyond [-1, 1] are clipped. */
    public static byte[] bytes(Sound sound) {
        int size = 2 * sound.samples().length;
        var out = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
        out.put(tag("RIFF")).putInt(HEADER - 8 + size).put(tag("WAVE"));
        out.put(tag("fmt ")).putInt(16).putShort(PCM).putShort((short) 1);
        out.putInt(sound.sampleRateHz()).putInt(2 * sound.sampleRateHz());
        out.putShort((short) 2).putShort((short) 16);
        out.put(tag("data")).putInt(size);
        for (float sample : sound.samples()) {
            out.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample * 32768))));
        }
        return out.array();
    }

    /**
     * Writes {@link #bytes} to a file, replacing it.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(Sound sound, Path file) {
        try {
            Files.write(file, bytes(sound));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /**
     * The sound of a WAV file, its channels averaged.
     *
     * @throws IllegalArgumentException if it is not WAV, or not of 16-bit PCM
     */
    public static Sound sound(byte[] source) {
        var in = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN);
        boolean wave = source.length >= 12 && "RIFF".equals(text(in, 0)) && "WAVE".equals(text(in, 8));
        argument(wave, "Wanted a WAV file, found %d bytes of something else", source.length);
        var format = chunk(in, "fmt ").filter(f -> f.remaining() >= 16);
        argument(format.isPresent(), "Wanted a WAV file with a format chunk, found none");
        var data = chunk(in, "data");
        argument(data.isPresent(), "Wanted a WAV file with a data chunk, found none");
        return sound(format.get(), data.get());
    }

    private static Sound sound(ByteBuffer format, ByteBuffer data) {
        int channels = format.getShort(2);
        int bits = format.getShort(14);
        argument(
                format.getShort(0) == PCM && bits == 16 && channels > 0,
                "Wanted 16-bit PCM, found format %d of %d bits in %d channels; convert it first",
                format.getShort(0),
                bits,
                channels);
        var samples = new float[data.remaining() / 2 / channels];
        for (int i = 0; i < samples.length; i++) {
            int sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += data.getShort();
            }
            samples[i] = sum / (32768f * channels);
        }
        return new Sound(format.getInt(4), samples);
    }

    private static Optional<ByteBuffer> chunk(ByteBuffer in, String name) {
        long at = 12;
        while (at + 8 <= in.limit()) {
            long size = Integer.toUnsignedLong(in.getInt((int) at + 4));
            if (name.equals(text(in, (int) at))) {
                int from = (int) at + 8;
                return Optional.of(in.slice(from, (int) Math.min(size, in.limit() - from))
                        .order(ByteOrder.LITTLE_ENDIAN));
            }
            at += 8 + size + size % 2;
        }
        return Optional.empty();
    }

    private static byte[] tag(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(ByteBuffer in, int at) {
        var letters = new byte[4];
        in.get(at, letters);
        return new String(letters, StandardCharsets.US_ASCII);
    }
}
