package jointdit.evaluate.quality;

import java.nio.file.Path;
import java.util.List;
import jointdit.evaluate.quality.EmbeddingConfig.Torchscript.Input;
import jointdit.media.Clip;
import jointdit.media.Video;
import jointdit.tensor.Array;
import jointdit.tensor.ScriptFile;
import jointdit.tensor.Shape;

/** The one vector that a user's own network makes of a clip. */
final class ScriptEmbedding implements Embedding {
    private final String name;
    private final Input input;
    private final ScriptFile script;

    private ScriptEmbedding(String name, Input input, ScriptFile script) {
        this.name = name;
        this.input = input;
        this.script = script;
    }

    static ScriptEmbedding open(Path file, Input input) {
        var name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "").replaceAll("[^A-Za-z0-9]+", "-");
        return new ScriptEmbedding("torchscript-" + name, input, ScriptFile.open(file));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<float[]> of(Clip clip) {
        return List.of(script.run(input == Input.PICTURES ? pictures(clip.video()) : sound(clip))
                .floats());
    }

    private static Array sound(Clip clip) {
        var samples = clip.sound().samples();
        return Array.of(Shape.of(1, samples.length), samples);
    }

    /** (1, 3, T, H, W) in [-1, 1]. */
    private static Array pictures(Video video) {
        int frames = video.frames().size();
        int pixels = video.width() * video.height();
        var values = new float[3 * frames * pixels];
        for (int t = 0; t < frames; t++) {
            var rgb = video.frames().get(t);
            for (int i = 0; i < rgb.length; i++) {
                values[(i % 3 * frames + t) * pixels + i / 3] = (rgb[i] & 255) / 127.5f - 1;
            }
        }
        return Array.of(Shape.of(1, 3, frames, video.height(), video.width()), values);
    }

    @Override
    public void close() {
        script.close();
    }
}
