package jointdit.tensor;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A network that somebody saved as TorchScript. */
public final class ScriptFile implements AutoCloseable {
    private final NDManager manager;
    private final PtSymbolBlock block;

    private ScriptFile(NDManager manager, PtSymbolBlock block) {
        this.manager = manager;
        this.block = block;
    }

    /**
     * Opens a file on the CPU.
     *
     * @throws IllegalArgumentException if it is no TorchScript
     * @throws UncheckedIOException if it cannot be read
     */
    public static ScriptFile open(Path file) {
        var manager = Native.manager(Device.cpu());
        try {
            return new ScriptFile(manager, Native.load(manager, Files.readAllBytes(file)));
        } catch (IOException e) {
            manager.close();
            throw new UncheckedIOException("Cannot read " + file, e);
        } catch (RuntimeException e) {
            manager.close();
            throw new IllegalArgumentException(
                    "Wanted a network saved by torch.jit.save, found %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The first output for one input. */
    public Array run(Array input) {
        try (var step = manager.newSubManager()) {
            var outputs = Native.infer(block, new NDList(Native.create(step, input)));
            return Native.read(outputs.get(0));
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
