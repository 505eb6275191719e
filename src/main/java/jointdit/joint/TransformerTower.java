package jointdit.joint;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.nn.Linear;
import jointdit.nn.Rotary;
import jointdit.nn.TimeEmbedding;
import jointdit.nn.TransformerBlock;
import jointdit.tensor.Cut;
import jointdit.tensor.Init;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Diffusion transformer over patches of latents; both modalities are grids (B, time, C, height, width), sound with one
 * row.
 *
 * <pre>
 * noisy    (B, T, C, H, W)
 * tokens   (B, N, D)        N = T H W / patch
 * returns  (B, T, C, H, W)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2212.09748">Peebles and Xie 2023</a>
 */
final class TransformerTower implements Tower<TransformerTower.State> {
    private final Patches patches;
    private final Linear embedder;
    private final Tensor places;
    private final TimeEmbedding time;
    private final Linear text;
    private final Linear picture;
    private final boolean startsAtPicture;
    private final List<TransformerBlock> blocks;
    private final Rotary rotary;
    private final Rotary clock;
    private final FinalLayer last;

    private TransformerTower(Scope scope, Patches patches, Frame frame) {
        var config = patches.config();
        var width = config.width();
        var inputs = patches.values() * (frame.startsAtPicture() ? 2 : 1);
        this.patches = patches;
        this.startsAtPicture = frame.startsAtPicture();
        embedder = Linear.of(scope.in("embedder"), inputs, width);
        places = scope.in("places").parameter("weight", new Init.Normal(0.02), patchesPerTime(), width);
        time = TimeEmbedding.of(scope.in("time_embedding"), width);
        text = Linear.of(scope.in("text_embedding"), frame.textWidth(), width);
        picture = Linear.of(scope.in("picture_embedding"), frame.pictureSize() + 1, width);
        blocks = IntStream.range(0, config.depth())
                .mapToObj(i -> TransformerBlock.of(scope.in("blocks").in(i), width, config.heads()))
                .toList();
        rotary = Rotary.of(scope, patches.seconds(), width / config.heads());
        clock = Rotary.of(scope, patches.seconds(), frame.jointHeadWidth());
        last = startsAtPicture
                ? FinalLayer.pictures(scope.in("final_layer"), patches)
                : FinalLayer.sounds(scope.in("final_layer"), patches);
    }

    /**
     * Where a clip is.
     *
     * @param tokens (B, N, D)
     * @param condition what modulates the blocks, (B, D)
     * @param pictures the first frame, of the video tower for every frame, (B, T, C, H, W)
     */
    record State(Tensor tokens, Tensor condition, Tensor pictures) {}

    /** What a tower needs to know of its surroundings. */
    private record Frame(boolean startsAtPicture, int pictureSize, int textWidth, int jointHeadWidth) {}

    /** The video tower: the first frame's latents stand beside those of every frame. */
    static TransformerTower video(Scope scope, TowerConfig.Transformer sizes, JointConfig config, LatentShape shape) {
        var patches = new Patches(
                shape.frames(),
                shape.videoChannels(),
                shape.height(),
                shape.width(),
                1 / shape.framesPerSecond(),
                sizes);
        return new TransformerTower(scope, patches, frame(config, shape, true));
    }

    /** The audio tower, over (B, C, T, M). */
    static TransformerTower audio(Scope scope, TowerConfig.Transformer sizes, JointConfig config, LatentShape shape) {
        var patches = new Patches(
                shape.audioFrames(),
                shape.audioChannels(),
                1,
                shape.audioBins(),
                shape.seconds() / shape.audioFrames(),
                sizes);
        return new TransformerTower(scope, patches, frame(config, shape, false));
    }

    private static Frame frame(JointConfig config, LatentShape shape, boolean startsAtPicture) {
        var headWidth = config.innerWidth() / config.heads();
        return new Frame(startsAtPicture, shape.pictureSize(), config.textWidth(), headWidth);
    }

    private int patchesPerTime() {
        return patches.tokens() * patches.config().patchTime() / patches.time();
    }

    @Override
    public State input(Tensor noisy, Tensor noise, Conditions conditions) {
        var pictures = conditions.pictures(patches.time());
        var grid = startsAtPicture
                ? Tensor.concat(List.of(noisy, pictures), 2)
                : noisy.transpose(1, 2).unsqueeze(3); // (B, C, T, M) to (B, T, C, 1, M)
        var tokens = embedder.apply(patches.cut(grid));
        var placed = tokens.reshape(noisy.size(0), -1, patchesPerTime(), tokens.size(2))
                .add(places)
                .reshape(noisy.size(0), patches.tokens(), tokens.size(2));
        return new State(placed, condition(noise, conditions), pictures);
    }

    private Tensor condition(Tensor noise, Conditions conditions) {
        var seen = Tensor.concat(List.of(conditions.picture().flatten(1, 3), conditions.hasPicture()), 1);
        return time.apply(noise).add(text.apply(conditions.text())).add(picture.apply(seen));
    }

    @Override
    public State expert(int index, State state) {
        return with(state, Cut.after(blocks.get(index).apply(state.tokens, state.condition, rotary)));
    }

    @Override
    public Tensor output(State state) {
        var grid = last.apply(state);
        return startsAtPicture ? grid : grid.squeeze(3).transpose(1, 2);
    }

    @Override
    public Tensor tokens(State state) {
        return state.tokens;
    }

    @Override
    public State with(State state, Tensor tokens) {
        return new State(tokens, state.condition, state.pictures);
    }

    @Override
    public Tensor condition(State state) {
        return state.condition;
    }

    @Override
    public int conditionWidth() {
        return patches.config().width();
    }

    @Override
    public int width(int index) {
        return patches.config().width();
    }

    @Override
    public Rotary clock(int index) {
        return clock;
    }
}
