package jointdit.synthetic;

import static java.lang.Math.exp;
import static java.lang.Math.min;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Two balls that run into each other and apart again.
 *
 * @param radius of both
 * @param left and {@code right}: x of the centres at the start
 * @param meeting x of the point at which they touch
 * @param event when they touch
 */
record Strike(
        Hue first, Hue second, double radius, double left, double right, double meeting, Event event, String caption)
        implements Scene {
    private static final double RADIUS = 7 / 64.0;
    /** With larger balls there would be no way between start and meeting, in shares of the usual. */
    private static final double LARGEST = 1.3;

    private static final double HEIGHT = 0.5;
    private static final double KEPT_SPEED = 0.8;
    private static final double DECAY = 0.08;

    static Strike draw(SceneConfig config, SplittableRandom random, Look look) {
        var first = Hue.draw(random);
        var hues = List.of(Hue.values());
        var second = hues.get((hues.indexOf(first) + random.nextInt(1, hues.size())) % hues.size());
        double left = random.nextDouble(0.12, 0.25);
        double right = random.nextDouble(0.75, 0.88);
        var caption = caption(first, second, random);
        double meeting = random.nextDouble(0.42, 0.58);
        double at = random.nextDouble(2 * config.firstEvent(), config.lastEvent());
        var event = new Event(at, random.nextDouble(0.5, 0.9));
        double radius = min(look.size(), LARGEST) * RADIUS;
        return new Strike(first, second, radius, left, right, meeting, event, caption);
    }

    @Override
    public List<Event> events() {
        return List.of(event);
    }

    @Override
    public void paint(Canvas canvas, double seconds) {
        canvas.backdrop(224, 224);
        canvas.ground(HEIGHT + radius, 150);
        double apart = apart(seconds / event.atSeconds());
        canvas.disc(meeting - radius + apart * (left - meeting + radius), HEIGHT, radius, first.rgb(), 1);
        canvas.disc(meeting + radius + apart * (right - meeting - radius), HEIGHT, radius, second.rgb(), 1);
    }

    @Override
    public void play(Synth synth) {
        synth.clang(event.atSeconds(), (first.pitchHz() + second.pitchHz()) / 2, event.strength(), DECAY);
    }

    /** Share of the way at the start that lies between the balls; {@code time} is 1 when they touch. */
    private static double apart(double time) {
        return time < 1 ? 1 - time : 1 - exp(-KEPT_SPEED * (time - 1));
    }

    private static String caption(Hue first, Hue second, SplittableRandom random) {
        var captions = List.of(
                "a %s ball and a %s ball run into each other",
                "a %s ball strikes a %s ball", "two balls, %s and %s, meet and part");
        return String.format(captions.get(random.nextInt(captions.size())), first.word(), second.word());
    }
}
