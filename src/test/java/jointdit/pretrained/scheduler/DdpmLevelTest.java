package jointdit.pretrained.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jointdit.diffusion.NoiseLevel;
import jointdit.pretrained.ModelConfig;
import org.junit.jupiter.api.Test;

class DdpmLevelTest {
    /** Of AudioLDM2's scheduler, to the single precision that the table is kept in. */
    @Test
    void theJointModelTrainsAtTheNoiseOfTheScheduler() {
        var json = "{'beta_start': 0.0015, 'beta_end': 0.0195, 'beta_schedule': 'scaled_linear'}".replace('\'', '"');
        var wanted = NoiseTable.read(ModelConfig.parse("scheduler", json)).sigmas();
        var level = new NoiseLevel.Ddpm(1000, 0.0015, 0.0195);

        for (var t = 0; t < wanted.length; t++) {
            assertThat(level.sigma((t + 0.5) / 1000)).isEqualTo(wanted[t], within(2e-5 * wanted[t]));
        }
    }
}
