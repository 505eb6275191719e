package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jointdit.codec.AudioCodecConfig;
import jointdit.codec.Codec;
import jointdit.codec.CodecConfig;
import jointdit.codec.Fidelity;
import jointdit.codec.VideoCodecConfig;
import jointdit.media.Clip;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;

class PcaCodecFitTest {
    private static final MapFunction<Long, Clip> BOUNCE =
            seed -> SceneKind.BOUNCE.draw(SceneConfig.standard(), seed).clip();

    private static PcaCodecFit.Fitted fitted;

    @Test
    void bouncingBallsKeepThirtyDecibels() throws Exception {
        var error = 0.0;
        for (var seed = 1_000L; seed < 1_020; seed++) {
            var clip = BOUNCE.call(seed);
            error += Fidelity.between(clip, codec().decode(codec().encode(clip), 1))
                    .squaredError();
        }
        var psnr = new Fidelity(error / 20, 0).psnr();

        assertThat(psnr).isGreaterThan(30);
    }

    @Test
    void whitenedChannelsHaveVarianceOne() throws Exception {
        var sum = 0.0;
        var squares = 0.0;
        var count = 0;
        for (var seed = 0L; seed < 40; seed++) {
            for (var value : codec().encode(BOUNCE.call(seed)).video()) {
                sum += value;
                squares += value * value;
                count++;
            }
        }
        assertThat(sum / count).isEqualTo(0, within(0.05));
        assertThat(squares / count).isEqualTo(1, within(0.1));
    }

    @Test
    void sixteenAudioChannelsExplainEverything() {
        assertThat(fitted().audio().orElseThrow().explained()).isEqualTo(1, within(1e-9));
        assertThat(fitted().video().orElseThrow().explained()).isBetween(0.9, 1.0);
    }

    @Test
    void halfWhiteningLeavesStrongChannelsStronger() throws Exception {
        var half = fitWhole(0.5).video().orElseThrow().basis();

        var scale = half.scale();
        var full = fitted().video().orElseThrow().basis().scale();

        assertThat(scale[0] / scale[15]).isEqualTo((float) Math.sqrt(full[0] / full[15]), within(1e-3f));
    }

    private static synchronized PcaCodecFit.Fitted fitted() {
        if (fitted == null) {
            fitted = fitWhole(1);
        }
        return fitted;
    }

    private static Codec codec() {
        return config(1).open(fitted().bases(), model -> {
            throw new IllegalStateException("asked for " + model);
        });
    }

    private static CodecConfig config(double whitening) {
        return new CodecConfig(
                64, 64, 8, new VideoCodecConfig.Pca(8, 16, whitening), new AudioCodecConfig.Pca(4, 16, whitening));
    }

    private static PcaCodecFit.Fitted fitWhole(double whitening) {
        var seeds = SparkForTests.session().range(0, 100, 1, 2).as(Encoders.LONG());
        return new PcaCodecFit(config(whitening), 512, 0).fit(seeds, BOUNCE);
    }
}
