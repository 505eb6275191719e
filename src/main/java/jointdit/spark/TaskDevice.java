package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.Optional;
import jointdit.tensor.Device;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/** Processors of Spark tasks: the GPU that Spark gave a task, or else the CPU. */
final class TaskDevice {
    private static final String GPU = "gpu";

    private TaskDevice() {}

    /**
     * That of the task at hand; outside of tasks the CPU.
     *
     * @throws IllegalArgumentException if Spark gave a GPU that the libtorch at hand cannot use
     */
    static Device here() {
        return given().map(TaskDevice::usable).orElseGet(Device::cpu);
    }

    /** The GPU that Spark gave the task at hand. */
    static Optional<Device> given() {
        return Optional.ofNullable(TaskContext.get())
                .flatMap(task -> Optional.ofNullable(task.resourcesJMap().get(GPU)))
                .map(gpus -> of(gpus.addresses()));
    }

    /** The first of {@code addresses}, numbers as Spark's discovery script printed them. */
    static Device of(String... addresses) {
        argument(
                addresses.length > 0 && addresses[0].matches("\\d{1,4}"),
                "Wanted the numbers of GPUs from Spark, found %s; let the discovery script print \"addresses\": [\"0\"]",
                List.of(addresses));
        return Device.gpu(Integer.parseInt(addresses[0]));
    }

    private static Device usable(Device gpu) {
        var usable = Device.gpus();
        argument(
                usable.contains(gpu),
                "Spark gave GPU %d, libtorch finds %d of them on this machine; build with -Pcuda, or set"
                        + " spark.task.resource.gpu.amount=0",
                gpu.index(),
                usable.size());
        return gpu;
    }

    /**
     * Lets each task have a GPU where executors have some, so that other stages need none. Where
     * {@code spark.task.resource.gpu.amount} is set, all tasks have one already, and on one machine Spark gives none.
     */
    static <T> JavaRDD<T> wanted(JavaRDD<T> tasks) {
        return isWanted(tasks.context().getConf())
                ? tasks.withResources(new ResourceProfileBuilder()
                        .require(new TaskResourceRequests()
                                .resource(GPU, 1)
                                .cpus(tasks.context().getConf().getInt("spark.task.cpus", 1)))
                        .build())
                : tasks;
    }

    private static boolean isWanted(SparkConf conf) {
        return conf.getInt("spark.executor.resource.gpu.amount", 0) > 0
                && !conf.contains("spark.task.resource.gpu.amount")
                && !conf.get("spark.master").matches("local(\\[.*])?");
    }
}
