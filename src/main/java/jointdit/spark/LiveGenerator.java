package jointdit.spark;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import jointdit.generate.StepListener;
import jointdit.media.Rendition;
import jointdit.spark.PromptServer.Renderer;
import jointdit.tensor.Device;

/** Makes clips one by one in this Java, without Spark tasks; the model of the last clip stays open for the next. */
public final class LiveGenerator implements AutoCloseable {
    private final Storage storage;
    private final Device device;
    private Optional<Held> held = Optional.empty();

    /**
     * An open model.
     *
     * @param weights what it is told from others by
     * @param renderer its networks
     */
    private record Held(String weights, Renderer<JointServer.Ask> renderer) {}

    /**
     * On the first GPU that libtorch can use, or else on the CPU.
     *
     * @param storage where models lie
     */
    public LiveGenerator(Storage storage) {
        this.storage = storage;
        device = Device.gpus().stream().findFirst().orElse(Device.cpu());
    }

    /** {@code cpu} or {@code gpu}. */
    public String device() {
        return device.equals(Device.cpu()) ? "cpu" : "gpu";
    }

    /**
     * Makes a clip with the joint model that the settings name.
     *
     * @param row what is wanted; its picture in {@link PromptRow#imageBytes}
     * @param listener told of each step; what it throws, such as {@link CancellationException}, ends the clip
     * @throws IllegalArgumentException if there is no such model, or the row does not fit it
     */
    public synchronized Rendition generate(PromptConfig config, PromptRow row, StepListener listener) {
        var server = JointServer.of(storage, config);
        var ask = server.ask(row, row.imageBytes(), row.seed().orElse(config.seed()));
        return open(server).render(List.of(ask), listener).get(0);
    }

    private Renderer<JointServer.Ask> open(JointServer server) {
        if (held.filter(open -> open.weights.equals(server.weights())).isEmpty()) {
            close();
            held = Optional.of(new Held(server.weights(), server.open(device)));
        }
        return held.get().renderer;
    }

    @Override
    public synchronized void close() {
        held.ifPresent(open -> open.renderer.close());
        held = Optional.empty();
    }
}
