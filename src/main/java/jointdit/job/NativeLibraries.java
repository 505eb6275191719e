package jointdit.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import jointdit.media.Clip;
import jointdit.media.Mp4;
import jointdit.media.Sound;
import jointdit.media.Video;
import jointdit.pretrained.text.Tokenizer;
import jointdit.spark.TemporaryFolder;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;

/** Tries the libraries that are not Java on something small. */
final class NativeLibraries {
    private static final String WAY_OUT =
            "wanted a 64-bit Linux on x86; elsewhere build with -Dnative.platform=linux-aarch64 or another";

    private static final String TOKENIZER = "/jointdit/tiny/audioldm2/tokenizer/tokenizer.json";

    private NativeLibraries() {}

    static Finding libtorch() {
        return tried("libtorch", () -> {
            var version = property("native/lib/pytorch.properties", "version");
            var djl = property("ai/djl/engine/api.properties", "djl_version");
            return Finding.of(three() == 3, "libtorch", version + ", DJL " + djl, "it cannot add 1 and 2");
        });
    }

    /** Graphics cards that libtorch can use. */
    static Finding gpus() {
        return tried("GPUs", () -> {
            var count = Device.gpus().size();
            return count > 0
                    ? new Finding("GPUs", Finding.State.OK, "%d that libtorch can use".formatted(count))
                    : Finding.note(
                            "GPUs",
                            "none that libtorch can use, networks run on the CPU",
                            "for NVIDIA's, set PYTORCH_LIBRARY_PATH to the folder of a libtorch 2.7.1 for CUDA 12.8,"
                                    + " PYTORCH_VERSION=2.7.1 and PYTORCH_FLAVOR=cu128");
        });
    }

    static Finding tokenizers() {
        return tried("Tokenizers", () -> {
            var version = property("native/lib/tokenizers.properties", "version");
            return Finding.of(words() > 0, "Tokenizers", version, "they find no word in a text");
        });
    }

    static Finding ffmpeg() {
        return tried("FFmpeg", () -> {
            var version = property("META-INF/maven/org.bytedeco/ffmpeg/pom.properties", "version");
            var frames = List.of(new byte[3 * 64 * 64], new byte[3 * 64 * 64]);
            var clip = new Clip(new Video(64, 64, 8, frames), new Sound(16000, new float[4000]));
            var found = "%s, H.264 by %s, AAC by %s".formatted(version, Mp4.H264_ENCODER, Mp4.AAC_ENCODER);
            return Finding.of(Mp4.bytes(clip).length > 0, "FFmpeg", found, WAY_OUT);
        });
    }

    private static Finding tried(String name, Callable<Finding> trial) {
        try {
            return trial.call();
        } catch (Exception | LinkageError e) {
            return Finding.of(false, name, Failures.line(e), WAY_OUT);
        }
    }

    /** 1 + 2 by a traced program. */
    private static float three() {
        var one = Spec.floats(1);
        var graph = Graph.trace(
                Precision.FLOAT32,
                List.of(one, one),
                scope -> in -> List.of(in.get(0).add(in.get(1))));
        try (var weights = Weights.zeros(Layout.frozen(List.of()), Device.cpu());
                var program = new Program(graph, weights)) {
            return program.run(Array.of(Shape.of(1), 1), Array.of(Shape.of(1), 2))
                    .get(0)
                    .floats()[0];
        }
    }

    /** Tokens of a text by the tokenizer of the tiny AudioLDM2. */
    private static int words() throws IOException {
        try (var folder = TemporaryFolder.of("tokenizer");
                var file = NativeLibraries.class.getResourceAsStream(TOKENIZER)) {
            if (file == null) {
                throw new IllegalStateException("The jar lacks " + TOKENIZER);
            }
            Files.copy(file, folder.path().resolve("tokenizer.json"));
            try (var tokenizer = Tokenizer.read(folder.path())) {
                return tokenizer.apply(List.of("a ball bounces"), 0).length();
            }
        }
    }

    private static String property(String resource, String key) {
        try (var file = NativeLibraries.class.getClassLoader().getResourceAsStream(resource)) {
            if (file == null) {
                return "version unknown";
            }
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty(key, "version unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
