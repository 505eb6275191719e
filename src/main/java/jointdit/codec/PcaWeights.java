package jointdit.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.tensor.Safetensors;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.SafetensorsWriter;

/** The fitted bases of a codec as safetensors: mean (D), components (C, D) and scale (C) of each. */
public final class PcaWeights {
    private static final String VIDEO = "video";
    private static final String AUDIO = "audio";

    private PcaWeights() {}

    /** Writes the bases of those parts that are fitted to {@code out} and closes it. */
    public static void write(Codec codec, OutputStream out) {
        var bases = bases(codec);
        var entries = new ArrayList<SafetensorsEntry>();
        bases.forEach((name, basis) -> entries.addAll(entries(name, basis)));
        try (var writer = new SafetensorsWriter(out, Map.of("codec", "pca"), entries)) {
            for (var part : bases.entrySet()) {
                writer.write(part.getKey() + ".mean", part.getValue().mean());
                writer.write(part.getKey() + ".components", part.getValue().components());
                writer.write(part.getKey() + ".scale", part.getValue().scale());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the weights of the codec", e);
        }
    }

    private static Map<String, PcaBasis> bases(Codec codec) {
        var bases = new LinkedHashMap<String, PcaBasis>();
        if (codec.video() instanceof PcaVideo pca) {
            bases.put(VIDEO, pca.basis());
        }
        if (codec.audio() instanceof PcaAudio pca) {
            bases.put(AUDIO, pca.basis());
        }
        return bases;
    }

    private static List<SafetensorsEntry> entries(String name, PcaBasis basis) {
        return List.of(
                new SafetensorsEntry(name + ".mean", SafetensorsType.F32, basis.width()),
                new SafetensorsEntry(name + ".components", SafetensorsType.F32, basis.channels(), basis.width()),
                new SafetensorsEntry(name + ".scale", SafetensorsType.F32, basis.channels()));
    }

    /** The bases in a file. */
    public static PcaBases read(Safetensors file) {
        return new PcaBases(part(file, VIDEO), part(file, AUDIO));
    }

    private static Optional<PcaBasis> part(Safetensors file, String name) {
        return file.contains(name + ".mean") ? Optional.of(basis(file, name)) : Optional.empty();
    }

    private static PcaBasis basis(Safetensors tensors, String name) {
        return new PcaBasis(
                tensors.floats(name + ".mean"), tensors.floats(name + ".components"), tensors.floats(name + ".scale"));
    }
}
