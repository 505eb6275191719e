package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jointdit.codec.CodecConfig;
import jointdit.codec.Fidelity;
import jointdit.codec.PcaCodec;
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
            error += Fidelity.between(
                            clip, fitted().codec().decode(fitted().codec().encode(clip), 1))
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
            for (var value : fitted().codec().encode(BOUNCE.call(seed)).video()) {
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
        assertThat(fitted().audioExplained()).isEqualTo(1, within(1e-9));
        assertThat(fitted().videoExplained()).isBetween(0.9, 1.0);
    }

    @Test
    void halfWhiteningLeavesStrongChannelsStronger() throws Exception {
        var half = fit(0.5);

        var scale = half.video().scale();
        var full = fitted().codec().video().scale();

        assertThat(scale[0] / scale[15]).isEqualTo((float) Math.sqrt(full[0] / full[15]), within(1e-3f));
    }

    private static synchronized PcaCodecFit.Fitted fitted() {
        if (fitted == null) {
            fitted = fitWhole(1);
        }
        return fitted;
    }

    private static PcaCodec fit(double whitening) {
        return fitWhole(whitening).codec();
    }

    private static PcaCodecFit.Fitted fitWhole(double whitening) {
        var config = new CodecConfig.Pca(8, 16, 4, 16, whitening, 64, 8);
        var seeds = SparkForTests.session().range(0, 100, 1, 2).as(Encoders.LONG());
        return new PcaCodecFit(config, 512, 0).fit(seeds, BOUNCE);
    }
}
