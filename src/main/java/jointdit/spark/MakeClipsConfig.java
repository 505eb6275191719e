package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import jointdit.synthetic.Look;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;

/**
 * Settings of synthetic clips, the {@code make-clips} block of a configuration file.
 *
 * @param out folder of the clips, on any Hadoop file system
 * @param count clips in all, the scenes in turn; from 1 to 1,000,000
 * @param scenes what the clips show, each at most once
 * @param seed of what the clips leave to chance, at least 0; no two seeds share a clip
 * @param validationShare share of the clips of each scene that are of the split validation, in [0, 1]
 * @param variety share of the clips of split train that are drawn in a look of their own, in [0, 1]
 * @param width pixels across
 * @param height pixels down
 * @param seconds length
 * @param framesPerSecond frames per second
 * @param sampleRateHz samples of sound per second
 */
public record MakeClipsConfig(
        String out,
        int count,
        List<SceneKind> scenes,
        long seed,
        double validationShare,
        double variety,
        int width,
        int height,
        double seconds,
        double framesPerSecond,
        int sampleRateHz)
        implements Serializable {
    private static final int MOST = 1_000_000;

    public MakeClipsConfig {
        scenes = List.copyOf(scenes);
        argument(!out.isBlank(), "out must name a folder, found nothing");
        argument(1 <= count && count <= MOST, "count must lie in [1, %d], found %d", MOST, count);
        argument(!scenes.isEmpty(), "scenes must name at least one scene, found none");
        argument(
                scenes.stream().distinct().count() == scenes.size(),
                "scenes must name each scene at most once, found %s",
                scenes);
        argument(0 <= seed && seed <= MOST, "seed must lie in [0, %d], found %d", MOST, seed);
        argument(
                0 <= validationShare && validationShare <= 1,
                "validation-share must lie in [0, 1], found %s",
                validationShare);
        argument(0 <= variety && variety <= 1, "variety must lie in [0, 1], found %s", variety);
        new SceneConfig(width, height, seconds, framesPerSecond, sampleRateHz);
    }

    /** Size and length of the clips. */
    SceneConfig size() {
        return new SceneConfig(width, height, seconds, framesPerSecond, sampleRateHz);
    }

    /**
     * The clip of an index in [0, count). Neither the clip nor its split changes when the count grows, nor the clip
     * when scenes come and go.
     */
    PlannedClip clip(int index) {
        int turn = index / scenes.size();
        var scene = scenes.get(index % scenes.size());
        long number = MOST * seed + turn;
        var isHeldOut = Math.floor((turn + 1) * validationShare) > Math.floor(turn * validationShare);
        var isVaried = !isHeldOut && new SplittableRandom(~number).nextDouble() < variety;
        var look = isVaried ? scene.look(number) : Look.usual();
        return new PlannedClip(scene, number, size(), look, isHeldOut ? "validation" : "train");
    }
}
