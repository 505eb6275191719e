package jointdit.synthetic;

import java.util.ArrayList;
import java.util.Locale;
import java.util.SplittableRandom;
import jointdit.media.Clip;
import jointdit.media.Video;

/**
 * What a synthetic clip shows. Hidden variables decide when the events come; the first frame tells little of it. In
 * {@code bounce} the starting height tells about a seventh of the variance of the first hit's time, so the sounds of
 * clips that start alike agree a little better than those of any two clips.
 */
public enum SceneKind {
    /** A ball under hidden gravity and velocity; every floor hit is an event and sounds. */
    BOUNCE(0),
    /** A lamp that flashes and beeps at hidden times; every flash is an event. */
    BLINK(1),
    /** A dot on a hidden path whose height is the pitch; every turning point is an event. */
    GLIDE(2),
    /** Two balls that meet, with a clang, at a hidden time; the meeting is the one event. */
    STRIKE(3);

    /** Keeps scenes of one seed from sharing their times and colours. */
    private final int salt;

    SceneKind(int salt) {
        this.salt = salt;
    }

    /** The clip of a seed: equal configurations and seeds give equal clips. */
    public SyntheticClip draw(SceneConfig config, long seed) {
        return draw(config, seed, Look.usual());
    }

    /** The same in another look, in which something else may happen. */
    public SyntheticClip draw(SceneConfig config, long seed, Look look) {
        var scene = scene(config, seed, look);
        var frames = new ArrayList<byte[]>();
        for (int k = 0; k < config.frames(); k++) {
            var canvas = new Canvas(config.width(), config.height(), look);
            scene.paint(canvas, k / config.framesPerSecond());
            frames.add(canvas.rgb());
        }
        var synth = new Synth(config.sampleRateHz(), config.samples());
        scene.play(synth);
        var video = new Video(config.width(), config.height(), config.framesPerSecond(), frames);
        return new SyntheticClip(id(seed), this, new Clip(video, synth.sound()), scene.caption(), scene.events());
    }

    /** What happens in the clip that {@link #draw} makes of the same arguments; a small share of its work. */
    public Story story(SceneConfig config, long seed, Look look) {
        var scene = scene(config, seed, look);
        return new Story(id(seed), this, scene.caption(), scene.events());
    }

    /** Its name in files, such as {@code bounce}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private String id(long seed) {
        return label() + "-" + seed;
    }

    /** A look that is drawn for the clip of a seed. */
    public Look look(long seed) {
        return Look.draw(new SplittableRandom(~(31 * seed + salt)));
    }

    private Scene scene(SceneConfig config, long seed, Look look) {
        var random = new SplittableRandom(31 * seed + salt);
        return switch (this) {
            case BOUNCE -> Bounce.draw(config, random, look);
            case BLINK -> Blink.draw(config, random, look);
            case GLIDE -> Glide.draw(config, random, look);
            case STRIKE -> Strike.draw(config, random, look);
        };
    }
}
