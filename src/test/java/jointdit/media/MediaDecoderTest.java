package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import jointdit.media.BadClip.Reason;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaDecoderTest {
    private static final MediaDecoder DECODER = new MediaDecoder(new DecodeConfig(64, 64, 8, 16_000));
    private static final Clip DISC = Scenes.disc();
    private static final byte[] FILE = Mp4.bytes(DISC);

    @Test
    void clipsComeBackFromMp4FrameByFrame() {
        var back = DECODER.clip(FILE);

        assertThat(back.video().frames()).hasSize(16);
        for (int i = 0; i < 16; i++) {
            assertThat(Scenes.psnr(
                            back.video().frames().get(i), DISC.video().frames().get(i)))
                    .as("PSNR of frame %d, dB", i)
                    .isGreaterThan(33);
        }
    }

    @Test
    void soundComesBackFromMp4SampleBySample() {
        var wanted = DISC.sound().samples();
        var found = DECODER.clip(FILE).sound().samples();

        assertThat(found).hasSameSizeAs(wanted);
        assertThat(signalToNoise(found, wanted)).as("dB").isGreaterThan(30);
    }

    @ParameterizedTest
    @CsvSource({"160, 96, 25, 44100", "96, 160, 30, 48000", "64, 64, 29.97, 22050", "50, 34, 12.5, 16000"})
    void otherSizesAndRatesAreConverted(int width, int height, double rate, int sampleRateHz) {
        var file = Mp4.bytes(Scenes.disc(Scenes.size(width, height, rate), 2, sampleRateHz));

        var back = DECODER.clip(file, new Cut(0, 2));

        assertThat(back.video().frames())
                .hasSize(16)
                .allSatisfy(f -> assertThat(f).hasSize(3 * 64 * 64));
        var wanted = DISC.sound().samples();
        assertThat(signalToNoise(back.sound().samples(), wanted)).as("dB").isGreaterThan(20);
    }

    @Test
    void cutIsThatPartOfTheWhole() {
        var whole = DECODER.clip(FILE);

        var cut = DECODER.clip(FILE, new Cut(0.5, 1));

        assertThat(cut.video().frames())
                .containsExactlyElementsOf(whole.video().frames().subList(4, 12));
        assertThat(cut.sound().samples())
                .containsExactly(Arrays.copyOfRange(whole.sound().samples(), 8000, 24_000));
    }

    @Test
    void restIsWhatFollowsTheStart() {
        var rest = DECODER.clip(FILE, new Cut(1.5, Double.POSITIVE_INFINITY));

        assertThat(rest.video().frames()).hasSize(4);
        assertThat(rest.sound().samples()).hasSize(8000);
    }

    @Test
    void cutsBeyondTheEndAreTooShort() {
        assertBad(() -> DECODER.clip(FILE, new Cut(1, 2)), Reason.TOO_SHORT)
                .hasMessage("Wanted pictures from 1.00 s to 3.00 s, found an end at 2.00 s");
        assertBad(() -> DECODER.clip(FILE, new Cut(3, Double.POSITIVE_INFINITY)), Reason.TOO_SHORT);
    }

    @Test
    void endMayBeOffByLessThanAFrame() {
        var clip = DECODER.clip(FILE, new Cut(0, 2.1));

        assertThat(clip.sound().samples()).hasSize(33_600).endsWith(new float[1600]);
        assertThat(clip.video().frames()).hasSize(17);
    }

    @Test
    void picturesAndSoundDecodeAlone() {
        var both = DECODER.clip(FILE);

        assertThat(DECODER.video(FILE, Cut.WHOLE).frames())
                .containsExactlyElementsOf(both.video().frames());
        assertThat(DECODER.sound(FILE, Cut.WHOLE).samples())
                .containsExactly(both.sound().samples());
    }

    @Test
    void firstPictureOfAVideoIsItsFirstFrame() {
        assertThat(DECODER.picture(FILE).rgb())
                .isEqualTo(DECODER.clip(FILE).video().frames().get(0));
    }

    @Test
    void imagesArePicturesToo() {
        var frame = DISC.video().frames().get(0);

        var picture = DECODER.picture(Png.bytes(new Picture(64, 64, frame)));

        assertThat(picture.rgb()).isEqualTo(frame);
    }

    @Test
    void soundFilesHaveNoPicture() {
        var wav = Wav.bytes(DISC.sound());

        assertBad(() -> DECODER.picture(wav), Reason.NO_VIDEO);
        assertBad(() -> DECODER.clip(wav), Reason.NO_VIDEO).hasMessage("Wanted pictures, found a file without them");
        assertThat(DECODER.sound(wav, Cut.WHOLE).samples())
                .containsExactly(Wav.sound(wav).samples());
    }

    @Test
    void filesThatAreNoMediaAreUndecodable() {
        var noise = new byte[50_000];
        new Random(1).nextBytes(noise);

        assertBad(() -> DECODER.clip(noise), Reason.UNDECODABLE)
                .hasMessage("Found 50000 bytes of no known media, or cut off before their index");
        assertBad(() -> DECODER.clip(new byte[0]), Reason.UNDECODABLE).hasMessage("Found an empty file");
    }

    @Test
    void truncatedFilesSayHowMuchIsLeft() {
        var file = Mp4.bytes(Scenes.disc(Scenes.size(160, 96, 25), 4, 16_000));
        var half = Arrays.copyOf(file, file.length / 2);

        assertBad(() -> DECODER.clip(half), Reason.TRUNCATED)
                .hasMessageMatching("Truncated: found [12]\\.\\d\\d s of the 4\\.00 s of pictures that it declares");
        assertThat(DECODER.clip(half, new Cut(0, 1)).video().frames()).hasSize(8);
    }

    @Test
    void flippedBitsGiveTheClipOrAReasonAndNeverACrash() {
        var random = new Random(7);
        var outcomes = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            var broken = FILE.clone();
            for (int k = 0; k <= i; k++) {
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            }
            outcomes.add(outcome(broken));
        }
        assertThat(outcomes).doesNotContain("other").contains("clip");
    }

    private static String outcome(byte[] file) {
        try {
            DECODER.clip(file, new Cut(0, 2));
            return "clip";
        } catch (BadClip e) {
            return e.getMessage().isBlank() ? "other" : e.reason().name();
        }
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        var wanted = DECODER.clip(FILE);
        var threads = Executors.newFixedThreadPool(4);
        try {
            var clips = threads.invokeAll(IntStream.range(0, 12)
                    .<Callable<Clip>>mapToObj(i -> () -> DECODER.clip(FILE))
                    .toList());
            for (var clip : clips) {
                assertThat(clip.get().sound().samples())
                        .containsExactly(wanted.sound().samples());
                assertThat(clip.get().video().frames())
                        .containsExactlyElementsOf(wanted.video().frames());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void settingsKeepTheirRanges() {
        assertThatThrownBy(() -> new DecodeConfig(1, 64, 8, 16_000)).hasMessageStartingWith("width must lie in");
        assertThatThrownBy(() -> new DecodeConfig(64, 5000, 8, 16_000))
                .hasMessage("height must lie in [2, 4096], found 5000");
        assertThatThrownBy(() -> new DecodeConfig(64, 64, 0, 16_000))
                .hasMessageStartingWith("frames-per-second must lie in");
        assertThatThrownBy(() -> new DecodeConfig(64, 64, 8, 10)).hasMessageStartingWith("sample-rate-hz must lie in");
        assertThatThrownBy(() -> new Cut(-1, 2)).hasMessage("A cut must start at 0 s or later, found -1.0 s");
        assertThatThrownBy(() -> new Cut(0, 0)).hasMessage("A cut must be longer than 0 s, found 0.0 s");
    }

    private static AbstractThrowableAssert<?, ?> assertBad(ThrowingCallable call, Reason reason) {
        return assertThatThrownBy(call)
                .asInstanceOf(type(BadClip.class))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .asInstanceOf(THROWABLE);
    }

    /** dB. */
    static double signalToNoise(float[] found, float[] wanted) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < wanted.length; i++) {
            signal += wanted[i] * wanted[i];
            noise += Math.pow(found[i] - wanted[i], 2);
        }
        return 10 * Math.log10(signal / noise);
    }
}
