package jointdit.joint;

import static jointdit.config.Check.argument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.ModelFolder.Variant;

/**
 * A UNet in a folder, and which of its levels are experts.
 *
 * @param model folder of a pipeline, of which the part {@code unet} is taken, or of the UNet itself
 * @param experts levels on the way down, counted from 0, rising
 * @param variant which weights to take
 */
record PublishedUNet(String model, List<Integer> experts, Variant variant) {
    /** The second and the third level. */
    static final List<Integer> USUAL = List.of(1, 2);

    PublishedUNet {
        experts = List.copyOf(experts);
    }

    static void requireRising(List<Integer> experts) {
        argument(
                IntStream.range(0, experts.size()).allMatch(i -> experts.get(i) > (i == 0 ? -1 : experts.get(i - 1))),
                "experts must be rising numbers from 0, found %s",
                experts);
    }

    ModelFolder folder() {
        var path = Path.of(model);
        return new ModelFolder(Files.exists(path.resolve("model_index.json")) ? path.resolve("unet") : path, variant);
    }

    /** The chosen levels and the middle. */
    int depth() {
        return experts.size() + 1;
    }

    /** Regular expression that the names of the experts' parameters begin with. */
    String pattern() {
        var levels = experts.stream().map(String::valueOf).collect(Collectors.joining("|"));
        return levels.isEmpty() ? "mid_block\\." : "(down_blocks\\.(%s)|mid_block)\\.".formatted(levels);
    }
}
