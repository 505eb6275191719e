package jointdit.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import jointdit.media.Clip;
import jointdit.media.Mp4;
import jointdit.media.Sound;
import jointdit.media.Video;
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

    private NativeLibraries() {}

    static Finding libtorch() {
        return tried("libtorch", () -> {
            var version = property("native/lib/pytorch.properties", "version");
            var djl = property("ai/djl/engine/api.properties", "djl_version");
            return Finding.of(three() == 3, "libtorch", version + ", DJL " + djl, "it cannot add 1 and 2");
        });
    }

    static Finding ffmpeg() {
        return tried("FFmpeg", () -> {
            var version = property("META-INF/maven/org.bytedeco/ffmpeg/pom.properties", "version");
            var frames = List.of(new byte[3 * 64 * 64], new byte[3 * 64 * 64]);
            var clip = new Clip(new Video(64, 64, 8, frames), new Sound(16000, new float[4000]));
            return Finding.of(Mp4.bytes(clip).length > 0, "FFmpeg", version + ", encodes H.264 and AAC", WAY_OUT);
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
