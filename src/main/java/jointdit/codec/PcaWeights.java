package jointdit.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jointdit.tensor.Safetensors;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.SafetensorsWriter;

/** The bases of a {@link PcaCodec} as safetensors: mean (D), components (C, D) and scale (C) of each. */
public final class PcaWeights {
    private PcaWeights() {}

    /** Writes the file to {@code out} and closes it. */
    public static void write(PcaCodec codec, OutputStream out) {
        var entries = List.of(
                entry("video.mean", codec.video().width()),
                entry(
                        "video.components",
                        codec.video().channels(),
                        codec.video().width()),
                entry("video.scale", codec.video().channels()),
                entry("audio.mean", codec.audio().width()),
                entry(
                        "audio.components",
                        codec.audio().channels(),
                        codec.audio().width()),
                entry("audio.scale", codec.audio().channels()));
        try (var writer = new SafetensorsWriter(out, Map.of("codec", "pca"), entries)) {
            write(writer, "video", codec.video());
            write(writer, "audio", codec.audio());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the weights of the codec", e);
        }
    }

    /**
     * Reads the codec of a local file.
     *
     * @throws IllegalArgumentException if the file is corrupt or its sizes are not those of {@code config}
     */
    public static PcaCodec read(CodecConfig.Pca config, Path file) {
        var tensors = Safetensors.open(file);
        return new PcaCodec(config, basis(tensors, "video"), basis(tensors, "audio"));
    }

    private static PcaBasis basis(Safetensors tensors, String name) {
        return new PcaBasis(
                tensors.floats(name + ".mean"), tensors.floats(name + ".components"), tensors.floats(name + ".scale"));
    }

    private static void write(SafetensorsWriter writer, String name, PcaBasis basis) throws IOException {
        writer.write(name + ".mean", basis.mean());
        writer.write(name + ".components", basis.components());
        writer.write(name + ".scale", basis.scale());
    }

    private static SafetensorsEntry entry(String name, long... shape) {
        return new SafetensorsEntry(name, SafetensorsType.F32, shape);
    }
}
