package jointdit.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jointdit.diffusion.Branch;
import jointdit.diffusion.Condition;
import jointdit.diffusion.Denoiser;
import jointdit.diffusion.Guidance;
import jointdit.diffusion.Pair;
import jointdit.diffusion.Sigmas;
import jointdit.joint.JointDiT;
import jointdit.tensor.Array;
import jointdit.tensor.Program;
import jointdit.tensor.Spec;

/**
 * Estimates the clean latents of clips of one size, one after the other in a {@link Pair}. The branches of a clip's
 * guidance are rows of one batch, the clips come after each other.
 */
final class GuidedDenoiser implements Denoiser {
    private static final Set<Condition> TEXTS = Set.of(Condition.TEXT, Condition.NEGATIVE_TEXT);

    private final Program program;
    private final List<Spec> inputs;
    private final List<Guided> clips;
    private final List<Line> lines;
    private final Array picture;
    private final Array text;
    private final Array keep;
    private final List<Array> own;

    /**
     * A wanted clip.
     *
     * @param request what is wanted
     * @param guidance of as many branches as that of the other clips
     */
    record Guided(Request request, Guidance guidance) {}

    /** A row of the batch. */
    private record Line(int clip, Request request, Branch branch) {}

    /**
     * For clips that are made together.
     *
     * @param program the sampler's, for as many clips as there are branches in all
     * @param inputs what it takes
     */
    GuidedDenoiser(Program program, List<Spec> inputs, List<Guided> clips) {
        this.program = program;
        this.inputs = inputs;
        this.clips = List.copyOf(clips);
        lines = IntStream.range(0, clips.size())
                .boxed()
                .flatMap(clip -> lines(clip, clips.get(clip)))
                .toList();
        var none = new float[size(3)];
        picture = rows(3, line -> line.request.picture().orElse(none));
        text = rows(4, this::text);
        keep = rows(5, line -> keep(line.branch));
        own = IntStream.range(JointDiT.COMMON, inputs.size())
                .mapToObj(i ->
                        rows(i, line -> line.request.own().of(line.branch).get(i - JointDiT.COMMON)))
                .toList();
    }

    private static Stream<Line> lines(int clip, Guided guided) {
        return guided.guidance.branches().stream().map(branch -> new Line(clip, guided.request, branch));
    }

    @Override
    public Pair denoise(Pair noisy, Sigmas sigmas) {
        var levels = new float[] {(float) sigmas.video(), (float) sigmas.audio()};
        var common = Stream.of(
                rows(0, line -> row(noisy.video(), line.clip, size(0))),
                rows(1, line -> row(noisy.audio(), line.clip, size(1))),
                rows(2, line -> levels),
                picture,
                text,
                keep);
        var clean = program.run(Stream.concat(common, own.stream()).toArray(Array[]::new));
        return guided(clean.get(0).floats(), clean.get(1).floats());
    }

    private Pair guided(float[] videos, float[] audios) {
        var branches = lines.size() / clips.size();
        var video = new float[clips.size() * size(0)];
        var audio = new float[clips.size() * size(1)];
        for (var c = 0; c < clips.size(); c++) {
            var first = c * branches;
            var one = clips.get(c)
                    .guidance
                    .apply(IntStream.range(first, first + branches)
                            .mapToObj(b -> new Pair(row(videos, b, size(0)), row(audios, b, size(1))))
                            .toList());
            System.arraycopy(one.video(), 0, video, c * size(0), size(0));
            System.arraycopy(one.audio(), 0, audio, c * size(1), size(1));
        }
        return new Pair(video, audio);
    }

    private float[] text(Line line) {
        var request = line.request;
        var vector = line.branch.has(Condition.NEGATIVE_TEXT) ? request.negative() : request.text();
        return vector.orElseGet(() -> new float[size(4)]);
    }

    /** 1 or 0: text, picture, audio to video, video to audio. */
    private static float[] keep(Branch branch) {
        return floats(Stream.of(
                TEXTS.stream().anyMatch(branch::has),
                branch.has(Condition.PICTURE),
                branch.has(Condition.AUDIO_TO_VIDEO),
                branch.has(Condition.VIDEO_TO_AUDIO)));
    }

    private static float[] floats(Stream<Boolean> switches) {
        var list = switches.toList();
        var floats = new float[list.size()];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = list.get(i) ? 1 : 0;
        }
        return floats;
    }

    /** Input {@code index} with a row for each line. */
    private Array rows(int index, Function<Line, float[]> row) {
        var spec = inputs.get(index);
        var values = new float[Math.toIntExact(spec.shape().elements())];
        for (var i = 0; i < lines.size(); i++) {
            System.arraycopy(row.apply(lines.get(i)), 0, values, i * size(index), size(index));
        }
        return Array.of(spec.shape(), values);
    }

    /** Values of a row of input {@code index}. */
    private int size(int index) {
        return Math.toIntExact(inputs.get(index).shape().elements()) / lines.size();
    }

    private static float[] row(float[] rows, int index, int size) {
        return Arrays.copyOfRange(rows, index * size, (index + 1) * size);
    }
}
