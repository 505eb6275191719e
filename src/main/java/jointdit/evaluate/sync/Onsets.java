package jointdit.evaluate.sync;

import java.util.ArrayList;
import java.util.List;
import jointdit.media.Sound;

/**
 * Times at which something begins to sound: within a few hundredths of a second the level rises by much, and to a good
 * part of the loudest of the clip. What sounds from the start has no onset, since none is heard.
 */
public final class Onsets {
    /** Level below which all is silence: that of a tone of amplitude 0.02. */
    private static final double SILENCE = 0.014;

    /** Least level of an onset, in shares of the loudest. */
    private static final double AUDIBLE = 0.12;

    /** Least ratio of the levels after and before an onset: 8 dB. */
    private static final double RISE = 2.5;

    /** Steps within which the level rises. */
    private static final int REACH = 5;

    /** Steps from an onset to the next. */
    private static final int APART = 15;

    private final double[] levels;
    private final double audible;

    private Onsets(Loudness loudness) {
        levels = loudness.levels();
        audible = Math.max(SILENCE, AUDIBLE * loudness.loudest());
    }

    /** Times in seconds, ascending. */
    public static List<Double> of(Sound sound) {
        return new Onsets(Loudness.of(sound)).times();
    }

    private List<Double> times() {
        var times = new ArrayList<Double>();
        for (int k = 1; k < levels.length; k++) {
            if (levels[k] >= audible && levels[k] >= RISE * before(k)) {
                times.add(Loudness.HOP * halfWay(k));
                k += APART;
            }
        }
        return times;
    }

    private double before(int k) {
        double before = levels[k - 1];
        for (int i = Math.max(0, k - REACH); i < k; i++) {
            before = Math.min(before, levels[i]);
        }
        return before;
    }

    /** Where, near {@code k}, the level crosses half of what it rises to; between steps by a straight line. */
    private double halfWay(int k) {
        double half = levels[k] / 2;
        for (int i = k; i < Math.min(levels.length, k + REACH); i++) {
            half = Math.max(half, levels[i] / 2);
        }
        int above = k;
        while (above < levels.length - 1 && levels[above] < half) {
            above++;
        }
        while (above > 1 && levels[above - 1] >= half) {
            above--;
        }
        return above - (levels[above] - half) / (levels[above] - levels[above - 1]);
    }
}
