package jointdit.synthetic;

import static java.lang.Math.PI;
import static java.lang.Math.cos;
import static java.lang.Math.pow;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A dot that drifts to the right and glides up and down between hidden turning points.
 *
 * @param hue of the dot
 * @param radius of the dot
 * @param seconds of the clip
 * @param turns in order of time; the first lies before the clip and the last after it
 */
record Glide(Hue hue, double radius, double seconds, List<Turn> turns, String caption) implements Scene {
    private static final double RADIUS = 5 / 64.0;
    private static final double LOUDNESS = 0.5;

    /** Height in [0, 1], pointing up, at which the dot turns. */
    record Turn(double at, double height) {}

    static Glide draw(SceneConfig config, SplittableRandom random, Look look) {
        var hue = Hue.draw(random);
        var caption = caption(hue, random);
        boolean high = random.nextBoolean();
        var turns = new ArrayList<Turn>();
        turns.add(new Turn(-random.nextDouble(0.2, 0.6), height(high, random)));
        for (double time : Times.draw(config, random)) {
            high = !high;
            turns.add(new Turn(time, height(high, random)));
        }
        turns.add(new Turn(config.seconds() + random.nextDouble(0.2, 0.6), height(!high, random)));
        return new Glide(hue, look.size() * RADIUS, config.seconds(), List.copyOf(turns), caption);
    }

    @Override
    public List<Event> events() {
        return turns.subList(1, turns.size() - 1).stream()
                .map(t -> new Event(t.at(), LOUDNESS))
                .toList();
    }

    @Override
    public void paint(Canvas canvas, double time) {
        canvas.backdrop(216, 240);
        canvas.disc(0.2 + 0.6 * time / seconds, 0.9 - 0.8 * height(time), radius, hue.rgb(), 1);
    }

    @Override
    public void play(Synth synth) {
        synth.sweep(t -> 220 * pow(2, 2.5 * height(t)), LOUDNESS);
    }

    /** Half a cosine between two turns, so that the dot turns there and nowhere else. */
    double height(double time) {
        int next = 1;
        while (turns.get(next).at() < time) {
            next++;
        }
        var from = turns.get(next - 1);
        var to = turns.get(next);
        double share = (1 - cos(PI * (time - from.at()) / (to.at() - from.at()))) / 2;
        return from.height() + share * (to.height() - from.height());
    }

    private static double height(boolean high, SplittableRandom random) {
        return high ? random.nextDouble(0.65, 1) : random.nextDouble(0, 0.35);
    }

    private static String caption(Hue hue, SplittableRandom random) {
        var captions = List.of("a %s dot glides up and down", "a small %s dot floats through the air");
        return String.format(captions.get(random.nextInt(captions.size())), hue.word());
    }
}
