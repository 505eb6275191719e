package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {
    private static final String THREADS = "spark.executorEnv.OMP_NUM_THREADS";

    private static SparkConf conf(String... settings) {
        return SparkSessions.conf(
                Settings.load(new SettingSources("train", Optional.empty(), Map.of(), List.of(settings))));
    }

    @Test
    void threadsOfANetworkFollowTheCoresOfATask() {
        assertThat(conf().get(THREADS)).isEqualTo("1");
        assertThat(conf("spark.task.cpus=4").get(THREADS)).isEqualTo("4");
    }

    @Test
    void threadsThatAreSetStay() {
        assertThat(conf("spark.task.cpus=4", THREADS + "=2").get(THREADS)).isEqualTo("2");
    }
}
