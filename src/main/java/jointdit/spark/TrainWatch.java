package jointdit.spark;

import java.util.Locale;
import java.util.function.LongConsumer;
import jointdit.train.TrainConfig;
import org.apache.spark.SparkContext;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * The driver's eye on a run: steps from the heartbeats of its tasks, the loss from its reports, both in Spark's web
 * page.
 */
final class TrainWatch implements AutoCloseable {
    private final SparkContext context;
    private final TrainConfig train;
    private final LongConsumer done;
    private final LongAccumulator steps;
    private final DoubleAccumulator loss;
    private final StageFigures page;
    private final TaskSteps listener;
    private final LiveFigures.Watch reports;
    private String lastLoss = "";

    /**
     * Watches until it is closed.
     *
     * @param group job group of the run
     * @param done told the number of steps done
     */
    TrainWatch(SparkContext context, TrainConfig train, String group, LongConsumer done) {
        this.context = context;
        this.train = train;
        this.done = done;
        steps = context.longAccumulator("steps");
        loss = context.doubleAccumulator("loss");
        page = new StageFigures(group);
        listener = new TaskSteps(steps.id(), this::reached);
        reports = LiveFigures.watch(train.out(), this::hear);
        context.addSparkListener(page);
        context.addSparkListener(listener);
    }

    /** Where a task says how many steps it has done. */
    AllReduceStage.Steps steps() {
        var accumulator = steps; // the closure holds no context
        return accumulator::setValue;
    }

    /** What is trained. */
    TrainConfig train() {
        return train;
    }

    /** Describes the jobs that this thread starts from now on: stage, where it is and, once it is known, the loss. */
    synchronized void describe(String where) {
        context.setJobDescription("Train stage " + train.stage() + ": " + where + lastLoss);
    }

    /** Hears how many steps are done. */
    void reached(long reached) {
        page.put(steps, reached);
        done.accept(reached);
    }

    private synchronized void hear(TrainReport report) {
        page.put(steps, report.step());
        if (report.figures().containsKey(TrainReport.LOSS)) {
            double value = report.figures().get(TrainReport.LOSS);
            lastLoss = String.format(Locale.ROOT, ", loss %.4g", value);
            page.put(loss, value);
        }
    }

    @Override
    public void close() {
        reports.close();
        context.removeSparkListener(listener);
        context.removeSparkListener(page);
    }
}
