package jointdit.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.spark.SamplePlan.Choices;
import jointdit.spark.SampleRow.Status;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Makes clips of prompts inside a transformation of a table, which may be a stream. Spark sends it to executors, whose
 * tasks share the networks.
 */
public final class PromptSampler implements Serializable {
    private static final long serialVersionUID = 1;

    /** {@link SampleRow#SCHEMA}, and the files themselves where there is no folder for them. */
    public static final StructType SCHEMA =
            SampleRow.SCHEMA.add("video", DataTypes.BinaryType).add("audio", DataTypes.BinaryType);

    private final SamplePlan<?> plan;
    private final int rows;

    private PromptSampler(SamplePlan<?> plan, int rows) {
        this.plan = plan;
        this.rows = rows;
    }

    /**
     * The sampler of a joint model.
     *
     * @param config settings; {@code out} is not read
     * @param out folder of the clips; without it they are bytes
     * @throws IllegalArgumentException if there is no checkpoint, or none of the codec of the latents
     */
    public static PromptSampler of(SparkSession spark, PromptConfig config, Optional<String> out) {
        var storage = Storage.of(spark);
        var server = JointServer.of(storage, config);
        var plan = new SamplePlan<>(storage, server, out.map(storage::qualified).orElse(""), Choices.of(config));
        return new PromptSampler(plan, config.rowsPerTask());
    }

    /** Prompts that are best made in one call. */
    public int rows() {
        return rows;
    }

    /** Ready for the rows of the task at hand; it closes with the task. */
    public Task here() {
        var task = plan.out().isEmpty() ? inMemory(plan) : new Task(plan, Optional.empty());
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) done -> task.close());
        return task;
    }

    private static <A> Task inMemory(SamplePlan<A> plan) {
        var folder = TemporaryFolder.of("samples");
        var local = new SamplePlan<>(
                plan.storage(), plan.server(), folder.path().toUri().toString(), plan.choices());
        return new Task(local, Optional.of(folder));
    }

    /** The clips of one task. */
    public static final class Task implements AutoCloseable {
        private final Storage storage;
        private final Optional<TemporaryFolder> folder;
        private final SampleLine<?> line;

        private Task(SamplePlan<?> plan, Optional<TemporaryFolder> folder) {
            this.folder = folder;
            storage = plan.storage();
            line = new SampleLine<>(plan, clips -> {});
        }

        /** A row of {@link #SCHEMA} for each prompt, in their order; one that cannot be served has the reason. */
        public List<Row> make(List<PromptRow> prompts) {
            var made = new ArrayList<Row>();
            var part = new LinkedHashMap<String, PromptRow>();
            for (var prompt : prompts) {
                if (part.containsKey(prompt.id())) { // samples are told apart by their ids
                    made.addAll(make(part));
                    part.clear();
                }
                part.put(prompt.id(), prompt);
            }
            made.addAll(make(part));
            return made;
        }

        private List<Row> make(Map<String, PromptRow> prompts) {
            var made = new HashMap<String, SampleRow>();
            line.run(prompts.values().iterator(), done -> made.put(done.row().id(), done.row()));
            var rows = prompts.keySet().stream().map(made::get).map(this::row).toList();
            folder.ifPresent(local ->
                    storage.delete(local.path().resolve("clips").toUri().toString()));
            return rows;
        }

        private Row row(SampleRow made) {
            var isKept = folder.isEmpty() || made.status() == Status.FAILED;
            var columns = (isKept ? made : made.made("", "", made.seconds())).toRow();
            var values = new Object[SCHEMA.size()];
            for (var i = 0; i < columns.size(); i++) {
                values[i] = columns.get(i);
            }
            values[columns.size()] = bytes(made.videoUri());
            values[columns.size() + 1] = bytes(made.audioUri());
            return RowFactory.create(values);
        }

        /** Of a file that is not kept. */
        private Object bytes(String uri) {
            return folder.filter(local -> !uri.isEmpty())
                    .map(local -> storage.read(uri))
                    .orElse(null);
        }

        @Override
        public void close() {
            line.close();
            folder.ifPresent(TemporaryFolder::close);
        }
    }
}
