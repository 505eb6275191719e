package jointdit.synthetic;

import static java.lang.Math.sqrt;
import static jointdit.synthetic.BounceGeometry.FLOOR;
import static jointdit.synthetic.BounceGeometry.RADIUS;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A ball under hidden gravity. Lengths are shares of the picture's short side; heights are those of the ball's lowest
 * point above the floor.
 *
 * @param hue of the ball
 * @param x of its centre
 * @param radius of the ball
 * @param gravity sides per second squared
 * @param arcs free flights in order of time
 */
record Bounce(Hue hue, double x, double radius, double gravity, List<Arc> arcs, String caption) implements Scene {
    private static final double HIGHEST = highest(RADIUS);
    private static final double LOWEST_APEX = 9 / 64.0;
    private static final double SLOWEST = 1.4;
    private static final double FASTEST = 5.6;
    private static final double DECAY = 0.045;

    /** A flight from {@code height} with upward {@code speed} at time {@code from}. */
    record Arc(double from, double height, double speed) {}

    static Bounce draw(SceneConfig config, SplittableRandom random, Look look) {
        var hue = Hue.draw(random);
        double x = random.nextDouble(0.15, 0.85);
        double radius = look.size() * RADIUS;
        double highest = highest(radius);
        double height = random.nextDouble(6 / 64.0, look.isUsual() ? 28 / 64.0 : highest);
        var caption = caption(hue, random);
        while (true) {
            // log-uniform, so that slow and fast balls are equally common
            double gravity = SLOWEST * Math.pow(FASTEST / SLOWEST, random.nextDouble());
            double fastest = sqrt(2 * gravity * (highest - height));
            double restitution = Math.pow(random.nextDouble(0.92, 1), Math.min(1, 2 / config.seconds()));
            var start = new Arc(0, height, random.nextDouble(-fastest, fastest));
            var bounce = new Bounce(hue, x, radius, gravity, flights(start, gravity, restitution, config), caption);
            if (bounce.canBeSeen(config)) {
                return bounce;
            }
        }
    }

    @Override
    public List<Event> events() {
        return arcs.stream()
                .skip(1)
                .map(a -> new Event(a.from(), loudness(a.speed())))
                .toList();
    }

    @Override
    public void paint(Canvas canvas, double seconds) {
        canvas.backdrop(236, 200);
        canvas.ground(FLOOR, 120);
        canvas.disc(x, FLOOR - radius - height(seconds), radius, hue.rgb(), 1);
    }

    @Override
    public void play(Synth synth) {
        events().forEach(e -> synth.ring(e.atSeconds(), hue.pitchHz(), e.strength(), DECAY));
    }

    double height(double seconds) {
        var arc = arcs.get(0);
        for (var later : arcs) {
            arc = later.from() <= seconds ? later : arc;
        }
        double t = seconds - arc.from();
        return arc.height() + arc.speed() * t - gravity * t * t / 2;
    }

    private static List<Arc> flights(Arc start, double gravity, double restitution, SceneConfig config) {
        var arcs = new ArrayList<Arc>();
        var arc = start;
        while (arc.from() < config.seconds()) {
            arcs.add(arc);
            double impact = sqrt(arc.speed() * arc.speed() + 2 * gravity * arc.height());
            arc = new Arc(arc.from() + (arc.speed() + impact) / gravity, 0, restitution * impact);
        }
        return arcs;
    }

    /** Height at which a ball of a radius touches the upper edge, less a pixel of 64. */
    private static double highest(double radius) {
        return FLOOR - 2 * radius - 1 / 64.0;
    }

    /** Whether every hit can be told from the frames: far from the ends and each other, and tall. */
    private boolean canBeSeen(SceneConfig config) {
        boolean enough = arcs.size() - 1 >= Math.max(1, Math.floor(config.seconds()));
        for (int i = 1; i < arcs.size(); i++) {
            double from = i == 1
                    ? config.firstEvent() - config.shortestGap()
                    : arcs.get(i - 1).from();
            var arc = arcs.get(i);
            enough &= arc.from() - from >= config.shortestGap() && arc.from() <= config.lastEvent();
            enough &= arc.speed() * arc.speed() / (2 * gravity) >= LOWEST_APEX;
        }
        return enough;
    }

    /** From 0.2 for the slowest to 0.85 for the fastest speed that can occur. */
    private static double loudness(double speed) {
        double slowest = sqrt(2 * SLOWEST * LOWEST_APEX);
        double fastest = sqrt(2 * FASTEST * HIGHEST);
        return 0.2 + 0.65 * (speed - slowest) / (fastest - slowest);
    }

    private static String caption(Hue hue, SplittableRandom random) {
        var captions = List.of(
                "a %s ball bounces on the floor",
                "a bouncing %s ball", "a %s ball falls and bounces", "a ball in %s bounces up and down");
        return String.format(captions.get(random.nextInt(captions.size())), hue.word());
    }
}
