package jointdit.evaluate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import jointdit.evaluate.Measure;
import jointdit.media.Video;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.junit.jupiter.api.Test;

class PictureQualityTest {
    @Test
    void aConstantErrorGivesItsPsnr() {
        var measures = PictureQuality.of(flat(110, 110), flat(100, 110));

        // 10 of 255 in the first frame: 28.13 dB; none in the second: 100 dB
        assertThat(value(measures, "first-frame-psnr")).isCloseTo(20 * Math.log10(25.5), within(1e-9));
        assertThat(value(measures, "psnr")).isCloseTo((20 * Math.log10(25.5) + 100) / 2, within(1e-9));
    }

    @Test
    void constantPicturesGiveTheLuminanceTermOfSsim() {
        double c = 0.01 * 255 * 0.01 * 255;
        double wanted = (2 * 110 * 100 + c) / (110 * 110 + 100 * 100 + c);

        assertThat(value(PictureQuality.of(flat(110), flat(100)), "ssim")).isCloseTo(wanted, within(1e-6));
    }

    @Test
    void equalPicturesAreOneAndContrastCounts() {
        var video = SceneKind.BOUNCE.draw(SceneConfig.standard(), 1).clip().video();
        var darker = new Video(
                64,
                64,
                8,
                video.frames().stream().map(PictureQualityTest::halved).toList());

        assertThat(value(PictureQuality.of(video, video), "ssim")).isCloseTo(1, within(1e-9));
        assertThat(value(PictureQuality.of(video, video), "psnr")).isEqualTo(100);
        assertThat(value(PictureQuality.of(darker, video), "ssim")).isBetween(0.3, 0.95);
    }

    @Test
    void otherSizesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureQuality.of(
                        flat(1),
                        SceneKind.BOUNCE
                                .draw(new SceneConfig(32, 32, 1, 8, 8000), 1)
                                .clip()
                                .video()))
                .withMessage("Wanted a reference of 64x64, found 32x32");
    }

    private static Video flat(int... greys) {
        return new Video(
                64,
                64,
                8,
                Arrays.stream(greys).mapToObj(PictureQualityTest::frame).toList());
    }

    private static byte[] frame(int grey) {
        var frame = new byte[3 * 64 * 64];
        Arrays.fill(frame, (byte) grey);
        return frame;
    }

    private static byte[] halved(byte[] frame) {
        var half = new byte[frame.length];
        for (int i = 0; i < half.length; i++) {
            half[i] = (byte) ((frame[i] & 255) / 2);
        }
        return half;
    }

    private static double value(List<Measure> measures, String metric) {
        return measures.stream()
                .filter(m -> m.metric().equals(metric))
                .mapToDouble(Measure::numerator)
                .findFirst()
                .orElseThrow();
    }
}
