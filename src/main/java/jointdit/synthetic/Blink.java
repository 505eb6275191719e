package jointdit.synthetic;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A lamp that flashes at hidden times.
 *
 * @param hue of the lamp
 * @param x of its centre
 * @param y of its centre, pointing down
 * @param radius of the lamp
 * @param flash seconds that a flash lasts, more than a frame
 */
record Blink(Hue hue, double x, double y, double radius, double flash, List<Event> events, String caption)
        implements Scene {
    private static final double RADIUS = 10 / 64.0;
    private static final int DARK = 0x404040;
    private static final int BRIGHT = 0xFFFFFF;

    static Blink draw(SceneConfig config, SplittableRandom random, Look look) {
        var hue = Hue.draw(random);
        double x = random.nextDouble(0.3, 0.7);
        double y = random.nextDouble(0.3, 0.7);
        var caption = caption(hue, random);
        double loudness = random.nextDouble(0.4, 0.8);
        var events = Arrays.stream(Times.draw(config, random))
                .mapToObj(t -> new Event(t, loudness))
                .toList();
        return new Blink(
                hue, x, y, look.size() * RADIUS, Math.max(0.15, 1.2 / config.framesPerSecond()), events, caption);
    }

    @Override
    public void paint(Canvas canvas, double seconds) {
        canvas.backdrop(96, 72);
        boolean lit = events.stream().anyMatch(e -> e.atSeconds() <= seconds && seconds < e.atSeconds() + flash);
        if (lit) {
            canvas.disc(x, y, 1.5 * radius, hue.rgb(), 0.4);
        }
        canvas.disc(x, y, radius, lit ? hue.towards(BRIGHT, 0.25) : hue.towards(DARK, 0.65), 1);
    }

    @Override
    public void play(Synth synth) {
        events.forEach(e -> synth.beep(e.atSeconds(), hue.pitchHz(), e.strength(), flash));
    }

    private static String caption(Hue hue, SplittableRandom random) {
        var captions = List.of("a %s lamp flashes", "a blinking %s light", "a round %s lamp turns on and off");
        return String.format(captions.get(random.nextInt(captions.size())), hue.word());
    }
}
