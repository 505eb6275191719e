package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jointdit.Shared;
import jointdit.media.BadClip.Reason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decoder against the {@code ffmpeg} executable of the same build, on plain files and on odd ones it makes. */
class FfmpegProgramTest {
    private static final String RGB = " -pix_fmt rgb24 -f rawvideo";
    private static final MediaDecoder DECODER = new MediaDecoder(new DecodeConfig(64, 64, 8, 16_000));
    private static final byte[] WIDE = Mp4.bytes(Scenes.disc(Scenes.size(398, 224, 25), 3, 44_100));

    @TempDir
    static Path folder;

    private static Ffmpeg ffmpeg;

    @BeforeAll
    static void findFfmpeg() {
        ffmpeg = new Ffmpeg(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "398, 224, 25, -2:64",
        "224, 398, 30, 64:-2",
        "130, 130, 29.97, 64:-2",
        "320, 240, 8, -2:64",
        "320, 240, 5, -2:64",
        "64, 50, 24, -2:64"
    })
    void framesEqualTheFpsScaleAndCropFilters(int width, int height, double rate, String scale) {
        var file = Mp4.bytes(Scenes.disc(Scenes.size(width, height, rate), 3, 16_000));

        var frames = DECODER.video(file, Cut.WHOLE).frames();

        assertSame(frames, filtered(file, "fps=8,scale=" + scale + ":flags=bilinear,crop=64:64"));
    }

    @ParameterizedTest
    @CsvSource({
        "398, 224, 96, 64, -2:64",
        "320, 240, 96, 64, 96:-2",
        "224, 398, 96, 64, 96:-2",
        "192, 128, 96, 64, 96:64",
        "398, 224, 64, 96, -2:96",
        "224, 398, 64, 96, 64:-2",
        "64, 50, 96, 64, 96:-2",
        "640, 360, 576, 320, 576:-2"
    })
    void framesOfAnyShapeDoToo(int width, int height, int wantedWidth, int wantedHeight, String scale) {
        var file = Mp4.bytes(Scenes.disc(Scenes.size(width, height, 25), 1, 16_000));
        var decoder = new MediaDecoder(new DecodeConfig(wantedWidth, wantedHeight, 8, 16_000));

        var video = decoder.video(file, Cut.WHOLE);

        assertThat(video.width()).isEqualTo(wantedWidth);
        assertThat(video.height()).isEqualTo(wantedHeight);
        var crop = "crop=" + wantedWidth + ":" + wantedHeight;
        var wanted = filtered(file, "fps=8,scale=" + scale + ":flags=bilinear," + crop, 3 * wantedWidth * wantedHeight);
        assertSame(video.frames(), wanted);
    }

    @Test
    void framesOfRealClipsEqualThoseFiltersToo() throws Exception {
        try (var clips = Files.newDirectoryStream(Shared.path("clips"), "*.mp4")) {
            for (var clip : clips) {
                var file = Files.readAllBytes(clip);
                assertSame(
                        DECODER.video(file, Cut.WHOLE).frames(),
                        filtered(file, "fps=8,scale=-2:64:flags=bilinear,crop=64:64"));
            }
        }
    }

    @Test
    void coloursAreThoseTheFileDeclares() {
        var hd = ffmpeg.run(
                WIDE, "mp4", "-i IN -vf scale=out_color_matrix=bt709 -colorspace bt709 -c:v libopenh264 -c:a copy");

        var frames = DECODER.video(hd, Cut.WHOLE).frames();

        assertSame(frames, filtered(hd, "fps=8,scale=-2:64:flags=bilinear,crop=64:64"));
    }

    @Test
    void variableFrameRatesFallIntoTheSameSlots() {
        var uneven = ffmpeg.run(
                WIDE,
                "mp4",
                "-i IN -vf select=not(mod(n\\,7))+not(mod(n\\,5)) -fps_mode vfr -c:v libopenh264 -c:a copy");

        assertSame(
                DECODER.video(uneven, Cut.WHOLE).frames(),
                filtered(uneven, "fps=8,scale=-2:64:flags=bilinear,crop=64:64"));
    }

    @Test
    void soundEqualsTheResampler() {
        var stereo = ffmpeg.run(WIDE, "mp4", "-i IN -ac 2 -c:v copy -c:a aac");
        var pcm = ffmpeg.run(stereo, "raw", "-i IN -vn -ac 1 -ar 16000 -c:a pcm_s16le -f s16le");
        var wanted = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();

        var found = DECODER.sound(stereo, Cut.WHOLE).samples();

        assertThat(found).hasSizeBetween(48_000, wanted.limit()); // FFmpeg keeps the padding of the last packet
        for (int i = 0; i < found.length; i++) {
            assertThat(Math.abs(found[i] * 32768 - wanted.get(i)))
                    .as("sample %d", i)
                    .isLessThan(1.01f);
        }
    }

    @ParameterizedTest
    @CsvSource({"90", "180", "270"})
    void rotationIsApplied(int degrees) {
        var turned = ffmpeg.run(WIDE, "mp4", "-display_rotation " + degrees + " -i IN -c copy");

        var frames = DECODER.video(turned, Cut.WHOLE).frames();

        var upright =
                filtered(turned, "fps=8,scale=" + (degrees == 180 ? "-2:64" : "64:-2") + ":flags=bilinear,crop=64:64");
        for (int i = 0; i < frames.size(); i++) { // FFmpeg turns before it scales, which rounds and cuts otherwise
            assertThat(Scenes.psnr(frames.get(i), upright.get(i)))
                    .as("frame %d", i)
                    .isGreaterThan(35);
        }
    }

    @ParameterizedTest
    @CsvSource({"90, 96:-2", "180, -2:64", "270, 96:-2"})
    void oblongFramesAreTurnedToo(int degrees, String scale) {
        var turned = ffmpeg.run(WIDE, "mp4", "-display_rotation " + degrees + " -i IN -c copy");

        var frames = new MediaDecoder(new DecodeConfig(96, 64, 8, 16_000))
                .video(turned, Cut.WHOLE)
                .frames();

        var upright = filtered(turned, "fps=8,scale=" + scale + ":flags=bilinear,crop=96:64", 3 * 96 * 64);
        assertThat(frames).hasSameSizeAs(upright);
        for (int i = 0; i < frames.size(); i++) {
            assertThat(Scenes.psnr(frames.get(i), upright.get(i)))
                    .as("frame %d", i)
                    .isGreaterThan(35);
        }
    }

    @Test
    void pixelShapeIsApplied() {
        var wide = ffmpeg.run(WIDE, "mp4", "-i IN -vf setsar=2 -c:v libopenh264 -c:a copy");
        var square = ffmpeg.run(WIDE, "mp4", "-i IN -vf scale=796:224 -c:v libopenh264 -c:a copy");

        var frame = DECODER.video(wide, Cut.WHOLE).frames().get(12);

        assertThat(Scenes.psnr(frame, DECODER.video(square, Cut.WHOLE).frames().get(12)))
                .isGreaterThan(35);
    }

    @Test
    void lateSoundKeepsItsPlace() {
        var late = ffmpeg.run(WIDE, "mp4", "-i IN -itsoffset 0.5 -i IN -map 0:v -map 1:a -c copy");

        var clip = DECODER.clip(late);

        var plain = DECODER.clip(WIDE);
        int lag = lag(plain.sound().samples(), clip.sound().samples());
        assertThat(lag).isCloseTo(8000, within(16)); // MP4 rounds the start to milliseconds
        assertThat(clip.video().frames())
                .containsExactlyElementsOf(plain.video().frames());
    }

    @Test
    void latePicturesKeepTheirPlace() {
        var late = ffmpeg.run(WIDE, "mp4", "-itsoffset 0.5 -i IN -i IN -map 0:v -map 1:a -c copy");

        var frames = DECODER.clip(late).video().frames();

        var plain = DECODER.clip(WIDE).video().frames();
        assertThat(frames.subList(4, 28)).containsExactlyElementsOf(plain);
        assertThat(Scenes.psnr(frames.get(0), plain.get(0))).as("dB").isGreaterThan(20);
        for (int i = 1; i < 4; i++) {
            assertThat(frames.get(i)).isEqualTo(frames.get(0));
        }
    }

    @Test
    void joinedStreamsPlayOneAfterTheOther() {
        var stream = ffmpeg.run(WIDE, "ts", "-i IN -c copy");
        var twice = Arrays.copyOf(stream, 2 * stream.length);
        System.arraycopy(stream, 0, twice, stream.length, stream.length);

        var frames = DECODER.clip(twice).video().frames();

        var once = DECODER.clip(stream).video().frames();
        assertThat(frames).hasSize(2 * once.size());
        assertThat(frames.subList(0, once.size())).containsExactlyElementsOf(once);
    }

    @Test
    void filesWithoutSoundHaveThatReason() {
        var mute = ffmpeg.run(WIDE, "mp4", "-i IN -an -c copy");

        assertThatThrownBy(() -> DECODER.clip(mute))
                .isInstanceOfSatisfying(
                        BadClip.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SOUND))
                .hasMessage("Wanted sound, found a file without it");
        assertThat(DECODER.video(mute, Cut.WHOLE).frames()).hasSize(24);
    }

    @Test
    void recordCoversAreNoVideo() {
        var cover = ffmpeg.run(
                WIDE, "mp4", "-i IN -map 0:a -c:a copy -map 0:v -frames:v 1 -c:v png -disposition:v attached_pic");

        assertThatThrownBy(() -> DECODER.clip(cover))
                .isInstanceOfSatisfying(
                        BadClip.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_VIDEO));
        assertThat(DECODER.picture(cover).width()).isEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource({"webm, -c:v libvpx -b:v 500k -c:a libopus -ar 48000", "mkv, -c copy", "mov, -c:v mpeg4 -c:a pcm_s16le"})
    void otherContainersDecodeToTheSameLengths(String ending, String codecs) {
        var file = ffmpeg.run(WIDE, ending, "-i IN " + codecs);

        var clip = DECODER.clip(file, new Cut(0, 3));

        assertThat(clip.video().frames()).hasSize(24);
        assertThat(clip.sound().samples()).hasSize(48_000);
    }

    private static int lag(float[] early, float[] late) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int lag = 7000; lag < 9000; lag++) {
            double sum = 0;
            for (int i = 0; i < 30_000; i++) {
                sum += early[i] * late[i + lag];
            }
            best = sum > most ? lag : best;
            most = Math.max(most, sum);
        }
        return best;
    }

    private static List<byte[]> filtered(byte[] file, String filters) {
        return filtered(file, filters, 3 * 64 * 64);
    }

    private static List<byte[]> filtered(byte[] file, String filters, int bytes) {
        var raw = ffmpeg.run(file, "raw", "-i IN -an -vf " + filters + RGB);
        var frames = new ArrayList<byte[]>();
        for (int i = 0; i < raw.length; i += bytes) {
            frames.add(Arrays.copyOfRange(raw, i, i + bytes));
        }
        return frames;
    }

    private static void assertSame(List<byte[]> found, List<byte[]> wanted) {
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).as("frame %d", i).isEqualTo(wanted.get(i));
        }
    }
}
