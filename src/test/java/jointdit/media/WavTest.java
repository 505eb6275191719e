package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WavTest {
    private static final Sound STEPS = new Sound(22_050, new float[] {0, 0.5f, -0.25f, -1, 32767 / 32768f});

    @Test
    void soundReadsBackAsWritten() {
        var sound = Wav.sound(Wav.bytes(STEPS));

        assertThat(sound.sampleRateHz()).isEqualTo(22_050);
        assertThat(sound.samples()).containsExactly(STEPS.samples());
    }

    @Test
    void loudSamplesAreClipped() {
        var sound = Wav.sound(Wav.bytes(new Sound(8000, new float[] {2, -2})));

        assertThat(sound.samples()).containsExactly(32767 / 32768f, -1);
    }

    @Test
    void channelsAreAveraged() {
        var bytes = Wav.bytes(new Sound(8000, new float[] {0.5f, 0, -0.5f, 0.25f}));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(22, (short) 2);

        assertThat(Wav.sound(bytes).samples()).containsExactly(0.25f, -0.125f);
    }

    @Test
    void otherChunksAreSkipped() {
        var plain = Wav.bytes(STEPS);
        var out = ByteBuffer.allocate(plain.length + 12).order(ByteOrder.LITTLE_ENDIAN);
        out.put(plain, 0, 36).put("LIST".getBytes(StandardCharsets.US_ASCII));
        out.putInt(3).putInt(7).put(plain, 36, plain.length - 36);

        assertThat(Wav.sound(out.array()).samples()).containsExactly(STEPS.samples());
    }

    @Test
    void truncatedDataEndsWhereTheFileEnds() {
        var bytes = Wav.bytes(STEPS);

        assertThat(Wav.sound(Arrays.copyOf(bytes, bytes.length - 4)).samples()).hasSize(3);
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> Wav.sound(new byte[50]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Wanted a WAV file, found 50 bytes of something else");
        assertThatThrownBy(() -> Wav.sound(Arrays.copyOf(Wav.bytes(STEPS), 12)))
                .hasMessage("Wanted a WAV file with a format chunk, found none");
        assertThatThrownBy(() -> Wav.sound(Arrays.copyOf(Wav.bytes(STEPS), 36)))
                .hasMessage("Wanted a WAV file with a data chunk, found none");
    }

    @Test
    void otherSampleFormatsAreRefused() {
        var bytes = Wav.bytes(STEPS);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(20, (short) 3)
                .putShort(34, (short) 32);

        assertThatThrownBy(() -> Wav.sound(bytes))
                .hasMessage("Wanted 16-bit PCM, found format 3 of 32 bits in 1 channels; convert it first");
    }
}
