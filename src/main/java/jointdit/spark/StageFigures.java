package jointdit.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.util.AccumulatorV2;
import scala.Option;

/**
 * Figures of a job group's running stage in Spark's web page: rows of the table of accumulators on the page of the
 * stage. Spark itself fills it when tasks end, and a replica is one long task. The page is renewed with the heartbeats
 * of the executors.
 */
final class StageFigures extends SparkListener {
    private static final String GROUP = "spark.jobGroup.id";

    private final String group;
    private final Map<Long, AccumulableInfo> rows = new LinkedHashMap<>();
    private Optional<StageInfo> stage = Optional.empty();

    StageFigures(String group) {
        this.group = group;
    }

    /** The stage at hand, or one that runs again. */
    @Override
    public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        var properties = submitted.properties();
        if (properties != null && group.equals(properties.getProperty(GROUP))) {
            stage = Optional.of(submitted.stageInfo());
            rows.values().forEach(this::show);
        }
    }

    /** Shows a value in the row of an accumulator that has a name. */
    synchronized void put(AccumulatorV2<?, ?> accumulator, Object value) {
        var row = new AccumulableInfo(
                accumulator.id(), accumulator.name(), Option.empty(), Option.apply(value), false, true, Option.empty());
        rows.put(accumulator.id(), row);
        show(row);
    }

    private void show(AccumulableInfo row) {
        stage.ifPresent(info -> info.accumulables().put(row.id(), row));
    }
}
