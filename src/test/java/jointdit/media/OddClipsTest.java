package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import jointdit.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real and broken files: what each must give. Frames at 8 a second, samples at 16 kHz. */
class OddClipsTest {
    private static final MediaDecoder DECODER = new MediaDecoder(new DecodeConfig(64, 64, 8, 16_000));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clips-odd/audio_late.mp4                   | 48 frames, 103988 samples
            clips-odd/change_down.ts                   | 32 frames, 66131 samples
            clips-odd/change_up.ts                     | 32 frames, 66131 samples
            clips-odd/garbage.mp4                      | UNDECODABLE
            clips-odd/mpy_big_buck_bunny_432_433.webm  | 8 frames, 16140 samples
            clips-odd/mpy_no_duration.webm             | 40 frames, 78000 samples
            clips-odd/mpy_smpte-2997.mp4               | 80 frames, 160768 samples
            clips-odd/mpy_test_video.mp4               | NO_SOUND
            clips-odd/mpy_transparent.webm             | 40 frames, 79088 samples
            clips-odd/mpy_video_with_failing_audio.mp4 | 90 frames, 179339 samples
            clips-odd/noaudio.mp4                      | NO_SOUND
            clips-odd/novideo.mp4                      | NO_VIDEO
            clips-odd/npe.mp4                          | DAMAGED
            clips-odd/odd_size.mp4                     | 16 frames, 32000 samples
            clips-odd/offset100.ts                     | 48 frames, 96595 samples
            clips-odd/oneframe.mp4                     | NO_SOUND
            clips-odd/rotated.mp4                      | 48 frames, 96000 samples
            clips-odd/tc_nasa_13013.mp4                | 104 frames, 208896 samples
            clips-odd/tiny.mp4                         | UNDECODABLE
            clips-odd/trunc_faststart.mp4              | TRUNCATED
            clips-odd/trunc_nomoov.mp4                 | UNDECODABLE
            clips-odd/video_late.mp4                   | 52 frames, 96000 samples
            clips-odd/zero.mp4                         | UNDECODABLE
            clips/vas_baby_video_01951.mp4             | 80 frames, 160496 samples
            clips/vas_cough_video_00331.mp4            | 80 frames, 160000 samples
            clips/vas_dog_video_02677.mp4              | 48 frames, 96000 samples
            clips/vas_drum_video_02480.mp4             | 80 frames, 160496 samples
            clips/vas_drum_video_02542.mp4             | 80 frames, 160496 samples
            clips/vas_fireworks_video_02997.mp4        | 80 frames, 160496 samples
            clips/vas_hammer_video_00323.mp4           | 80 frames, 160000 samples
            clips/vf_v_GGSY1Qvo990.mp4                 | 145 frames, 290528 samples
            clips/vgg_0nib7bMm8BA_15000_25000.mp4      | 80 frames, 160000 samples
            clips/vgg_1aDnyPubxdY_118000_128000.mp4    | 80 frames, 160000 samples
            clips/vgg_ZYc410CE4Rg_0_10000.mp4          | 80 frames, 160000 samples
            """)
    void everyFileGivesItsContentOrItsReason(String name, String outcome) throws IOException {
        assertThat(outcome(Files.readAllBytes(Shared.path(name)))).isEqualTo(outcome);
    }

    private static String outcome(byte[] file) {
        try {
            var clip = DECODER.clip(file);
            return clip.video().frames().size() + " frames, " + clip.sound().samples().length + " samples";
        } catch (BadClip e) {
            return e.reason().name();
        }
    }

    @ParameterizedTest
    @CsvSource({"vas_dog_video_02677", "vas_drum_video_02480"})
    void soundEqualsTheReference(String name) throws IOException {
        var reference = Wav.sound(Files.readAllBytes(Shared.path("reference/mel/" + name + "_16k.wav")));

        var sound = DECODER.sound(Files.readAllBytes(Shared.path("clips/" + name + ".mp4")), Cut.WHOLE);

        for (int i = 0; i < sound.samples().length; i++) {
            assertThat(Math.abs(sound.samples()[i] - reference.samples()[i])).isLessThan(1 / 32768f);
        }
    }

    @ParameterizedTest
    @CsvSource({"vas_dog_video_02677", "vas_drum_video_02480"})
    void spectrogramEqualsTheReference(String name) throws IOException {
        var sound = Wav.sound(Files.readAllBytes(Shared.path("reference/mel/" + name + "_16k.wav")));
        var reference = Reference.npy(Shared.path("reference/mel/" + name + "_logmel.npy"));

        var mel = LogMel.audioldm2().of(sound);

        assertThat(Reference.distance(mel.values(), Reference.transposed(reference, 64)))
                .isLessThan(1e-5);
    }

    @Test
    void truncatedFileSaysHowMuchWasFound() throws IOException {
        var file = Files.readAllBytes(Shared.path("clips-odd/trunc_faststart.mp4"));

        assertThat(message(file)).isEqualTo("Truncated: found 4.04 s of the 6.01 s of pictures that it declares");
    }

    private static String message(byte[] file) {
        try {
            return "decoded " + DECODER.clip(file).video().frames().size();
        } catch (BadClip e) {
            return e.getMessage();
        }
    }
}
