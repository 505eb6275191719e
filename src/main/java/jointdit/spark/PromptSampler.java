package jointdit.spark;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Makes clips of prompts inside a transformation of a table, which may be a stream. Spark sends it to executors.
 *
 * @param plan what all tasks share; its folder is empty if clips are to be returned as bytes
 */
public record PromptSampler(SampleMaker.Plan plan) implements Serializable {
    /** {@link SampleRow#SCHEMA}, and the files themselves where there is no folder for them. */
    public static final StructType SCHEMA =
            SampleRow.SCHEMA.add("video", DataTypes.BinaryType).add("audio", DataTypes.BinaryType);

    /**
     * The sampler of a joint model.
     *
     * @param config settings; {@code out} is not read
     * @param out folder of the clips; without it they are bytes
     * @throws IllegalArgumentException if there is no checkpoint, or none of the codec of the latents
     */
    public static PromptSampler of(SparkSession spark, PromptConfig config, Optional<String> out) {
        var storage = Storage.of(spark);
        var server = JointServer.of(storage, config, new LatentCache(spark, config.latents()));
        return new PromptSampler(
                new SampleMaker.Plan(storage, server, out.orElse(""), config.useImage(), config.seed()));
    }

    /** Ready for the rows of the task at hand; it closes with the task. */
    public Task here() {
        var task = new Task(plan);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) done -> task.close());
        return task;
    }

    /** The clips of one task. */
    public static final class Task implements AutoCloseable {
        private final boolean isKept;
        private final Optional<TemporaryFolder> folder;
        private final SampleMaker maker;
        private final Storage storage;

        private Task(SampleMaker.Plan plan) {
            isKept = !plan.out().isEmpty();
            folder = isKept ? Optional.empty() : Optional.of(TemporaryFolder.of("samples"));
            storage = plan.storage();
            var out = folder.map(local -> local.path().toUri().toString()).orElse(plan.out());
            maker = new SampleMaker(
                    new SampleMaker.Plan(storage, plan.server(), out, plan.useImage(), plan.seed()), steps -> {});
        }

        /** A row of {@link #SCHEMA}; a prompt that cannot be served gives one with the reason. */
        public Row make(PromptRow prompt) {
            var made = maker.make(prompt).row();
            return isKept ? row(made, null, null) : taken(made);
        }

        private Row taken(SampleRow made) {
            var video = bytes(made.videoUri());
            var audio = bytes(made.audioUri());
            folder.ifPresent(local ->
                    storage.delete(local.path().resolve("clips").toUri().toString()));
            return row(made.withFiles("", ""), video, audio);
        }

        private byte[] bytes(String uri) {
            return uri.isEmpty() ? null : storage.read(uri);
        }

        private static Row row(SampleRow made, byte[] video, byte[] audio) {
            var columns = made.toRow();
            var values = new Object[SCHEMA.size()];
            for (var i = 0; i < columns.size(); i++) {
                values[i] = columns.get(i);
            }
            values[columns.size()] = video;
            values[columns.size() + 1] = audio;
            return RowFactory.create(values);
        }

        @Override
        public void close() {
            maker.close();
            folder.ifPresent(TemporaryFolder::close);
        }
    }
}
