package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.config.Bytes;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.joint.LatentShape;
import jointdit.train.TrainConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataPlanTest {
    /** 10 times 10 of video and 2 times 25 of audio: 150 values, 300 bytes, and 200 more. */
    private static final LatentShape SHAPE = new LatentShape(10, 1, 2, 5, 5, 2, 5, 5);

    private static DataPlan plan(long clips, int executors, String precision) {
        var settings = Settings.load(new SettingSources(
                "train", Optional.empty(), Map.of(), List.of("batch=10", "train.precision=" + precision)));
        var config = new PlanConfig(
                new Bytes(1),
                1,
                SHAPE,
                new PlanConfig.Data(clips, 2, new Bytes(200), executors),
                new PlanConfig.Rates(5, 4, 2, new Bytes(1000), new Bytes(100)));
        return new DataPlan(config, settings.read(TrainConfig.class), 8_000_000_000L, new Bytes(400));
    }

    @Test
    void aHundredMillionRowsTakeAHundredMillionTimesTheRow() {
        assertThat(plan(1, 1, "float32").row()).isEqualTo(new Bytes(500));
        assertThat(plan(100_000_000, 1, "float32").table()).isEqualTo(new Bytes(50_000_000_000L));
    }

    @Test
    void timesAreWorkOverRates() {
        var plan = plan(1000, 4, "float32");

        assertThat(plan.caching().seconds()).isCloseTo(1000 / 20.0, within(1e-9));
        assertThat(plan.steps()).isEqualTo(50); // 1000 clips twice by 4 times 10
        assertThat(plan.computing().seconds()).isCloseTo(50 * 2.0, within(1e-9));
        assertThat(plan.exchanging().seconds()).isCloseTo(50 * 6.0, within(1e-9)); // 6/4 of 400 B at 100 B/s
        assertThat(plan.reading().seconds()).isCloseTo(250, within(1e-9)); // a quarter of 500 kB twice at 1 kB/s
        assertThat(plan.trainingSeconds()).isCloseTo(400, within(1e-9));
    }

    @Test
    void oneExecutorHasNothingToExchange() {
        assertThat(plan(1000, 1, "float32").exchanging().seconds()).isZero();
    }

    @Test
    void bfloat16ShortensAStep() {
        assertThat(plan(1, 1, "bfloat16").stepSeconds()).isCloseTo(1, within(1e-9));
    }

    @Test
    void theLongestIsTheBottleneck() {
        assertThat(plan(1000, 4, "float32").bottleneck().name()).isEqualTo("exchange of gradients");
        assertThat(plan(1000, 1, "float32").bottleneck().name()).isEqualTo("reading");
    }

    @ParameterizedTest
    @CsvSource({"0.5,0.500 s", "90,1.5 minutes", "5400,1.5 hours", "129600,1.5 days", "172800000,'2,000.0 days'"})
    void timesHaveUnits(double seconds, String shown) {
        assertThat(DataPlan.time(seconds)).isEqualTo(shown);
    }
}
