package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.Sampler;
import jointdit.tensor.Parameter;
import jointdit.tensor.Precision;

/**
 * The parameters in an exported denoiser.
 *
 * @param archive the file
 * @param names of its parameters, in the order of its storages
 */
record ExportedTensors(Path archive, List<String> names) {
    static ExportedTensors of(Path archive, CheckpointInfo info) {
        var parameters =
                Sampler.trace(info.model(), info.shape(), 1, Precision.FLOAT32).parameters();
        return new ExportedTensors(
                archive, parameters.stream().map(Parameter::name).toList());
    }

    /** The program that reads them. */
    String code() throws IOException {
        return new String(bytes("m/code/__torch__.py"), StandardCharsets.UTF_8);
    }

    float[] floats(String name) throws IOException {
        assertThat(names).contains(name);
        var floats = ByteBuffer.wrap(bytes("m/data/" + names.indexOf(name)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        var values = new float[floats.remaining()];
        floats.get(values);
        return values;
    }

    private byte[] bytes(String entry) throws IOException {
        try (var zip = new ZipFile(archive.toFile());
                var in = zip.getInputStream(zip.getEntry(entry))) {
            return in.readAllBytes();
        }
    }
}
