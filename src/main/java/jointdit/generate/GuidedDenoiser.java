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

/** Estimates the clean latents of one clip; all branches of its guidance are rows of one batch. */
final class GuidedDenoiser implements Denoiser {
    private static final Set<Condition> TEXTS = Set.of(Condition.TEXT, Condition.NEGATIVE_TEXT);

    private final Program program;
    private final List<Spec> inputs;
    private final Guidance guidance;
    private final Array picture;
    private final Array text;
    private final Array keep;
    private final List<Array> own;

    /**
     * For one clip.
     *
     * @param program the sampler's, for as many clips as the guidance has branches
     * @param inputs what it takes
     */
    GuidedDenoiser(Program program, List<Spec> inputs, Guidance guidance, Request request) {
        this.program = program;
        this.inputs = inputs;
        this.guidance = guidance;
        var none = new float[size(3)];
        picture = rows(3, branch -> request.picture().orElse(none));
        text = rows(4, branch -> text(branch, request));
        keep = rows(5, GuidedDenoiser::keep);
        own = IntStream.range(JointDiT.COMMON, inputs.size())
                .mapToObj(i -> rows(i, branch -> request.own().of(branch).get(i - JointDiT.COMMON)))
                .toList();
    }

    @Override
    public Pair denoise(Pair noisy, Sigmas sigmas) {
        var levels = new float[] {(float) sigmas.video(), (float) sigmas.audio()};
        var common = Stream.of(
                rows(0, branch -> noisy.video()),
                rows(1, branch -> noisy.audio()),
                rows(2, branch -> levels),
                picture,
                text,
                keep);
        var clean = program.run(Stream.concat(common, own.stream()).toArray(Array[]::new));
        var videos = clean.get(0).floats();
        var audios = clean.get(1).floats();
        return guidance.apply(IntStream.range(0, guidance.branches().size())
                .mapToObj(b -> new Pair(row(videos, b, size(0)), row(audios, b, size(1))))
                .toList());
    }

    private float[] text(Branch branch, Request request) {
        var vector = branch.has(Condition.NEGATIVE_TEXT) ? request.negative() : request.text();
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

    /** Input {@code index} with a row for each branch. */
    private Array rows(int index, Function<Branch, float[]> row) {
        var spec = inputs.get(index);
        var values = new float[Math.toIntExact(spec.shape().elements())];
        var branches = guidance.branches();
        for (var b = 0; b < branches.size(); b++) {
            System.arraycopy(row.apply(branches.get(b)), 0, values, b * size(index), size(index));
        }
        return Array.of(spec.shape(), values);
    }

    /** Values of a row of input {@code index}. */
    private int size(int index) {
        return Math.toIntExact(inputs.get(index).shape().elements())
                / guidance.branches().size();
    }

    private static float[] row(float[] rows, int index, int size) {
        return Arrays.copyOfRange(rows, index * size, (index + 1) * size);
    }
}
