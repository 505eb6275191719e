package jointdit.synthetic;

import java.util.SplittableRandom;

/** Hidden times of events. */
final class Times {
    private Times() {}

    /** Times in order, evenly likely to lie anywhere in the clip, kept apart; about one to two and a half a second. */
    static double[] draw(SceneConfig config, SplittableRandom random) {
        double gap = config.shortestGap();
        double span = config.lastEvent() - config.firstEvent();
        int most = (int) Math.min(2.5 * config.seconds(), 1 + 0.8 * span / gap);
        int least = (int) Math.min(most, Math.round(config.seconds()));
        int count = random.nextInt(least, most + 1);
        var times = random.doubles(count, 0, span - (count - 1) * gap).sorted().toArray();
        for (int i = 0; i < count; i++) {
            times[i] += config.firstEvent() + i * gap;
        }
        return times;
    }
}
