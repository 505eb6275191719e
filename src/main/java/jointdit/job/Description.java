package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.regex.Pattern;
import jointdit.config.Bytes;
import jointdit.tensor.Footprint.Part;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;

/**
 * The table of a network's parts.
 *
 * @param name what it is called
 * @param graph for one clip
 */
record Description(String name, Graph graph) {
    private static final Pattern STAGE = Pattern.compile(
            "^((video|audio|encoder|decoder)\\.)?((blocks|down_blocks|up_blocks|upsampler|resblocks)\\.\\d+"
                    + "|mid_block)|^joint\\.\\d+(\\.(video|audio))?");
    private static final Pattern TOWER = Pattern.compile("^(video|audio|encoder|decoder)\\.");
    private static final Pattern LAST =
            Pattern.compile("(^|\\.)(final_layer|conv_norm_out|conv_out|time_conv_out|conv_post)(\\.|$)");

    /** A heading, a line for each part in the order of computing, their sum, and what a forward pass needs. */
    List<String> lines() {
        var table = new TextTable("part of the " + name, "tokens", "parameters", "GFLOP a clip", "activations");
        var footprint = graph.footprint();
        var learning = Layout.of(graph.parameters(), List.of(new Layout.Group("", 1)));
        var parts = footprint.parts(Description::part, learning);
        parts.forEach((part, cost) -> table.row(cells(part, cost)));
        table.row(cells("all", parts.values().stream().reduce(Part.NOTHING, Part::plus)));
        var lines = table.lines();
        lines.add("Activations wait for the gradient when all weights learn. A forward pass has %s of results at once,"
                        .formatted(new Bytes(footprint.peak()))
                + " beside %s of float32 weights (%s in 16 bits)."
                        .formatted(new Bytes(4 * footprint.parameters()), new Bytes(2 * footprint.parameters())));
        return lines;
    }

    private static String[] cells(String part, Part cost) {
        return new String[] {
            part,
            cost.positions() == 0 ? "" : String.format(ROOT, "%,d", cost.positions()),
            String.format(ROOT, "%,d", cost.parameters()),
            String.format(ROOT, "%,.3f", cost.operations() * 1e-9),
            new Bytes(cost.kept()).toString()
        };
    }

    /** Name of the part that a module or a weight belongs to. */
    static String part(String path) {
        var stage = STAGE.matcher(path);
        if (stage.find()) {
            return stage.group();
        }
        var tower = TOWER.matcher(path);
        var prefix = tower.find() ? tower.group() : "";
        var end = LAST.matcher(path).find() ? "output" : "input";
        return path.isEmpty() ? "(around the networks)" : prefix + end;
    }
}
