package jointdit.evaluate.sync;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a curve turns: its highs and lows that stand out, between the samples too. Near the ends of the curve, where
 * nobody sees how far it comes or goes, a turn is what the parabola through the outermost samples says.
 */
final class Turns {
    /** Share of the prominence that tells a turn near an end. */
    private static final double SLIGHT = 0.2;

    /**
     * How far beyond the outermost sample a turn may be guessed, and how far inside the first it must be, in reaches.
     */
    private static final double GUESSED = 0.3;

    private final double[] values;
    private final double prominence;
    private final int reach;
    private final List<Double> places = new ArrayList<>();

    /**
     * @param values of the curve, all finite
     * @param prominence least rise and fall on both sides of a turn
     * @param reach samples between those that a parabola goes through
     */
    Turns(double[] values, double prominence, int reach) {
        argument(prominence > 0, "prominence must be above 0, found %s", prominence);
        argument(reach >= 1, "reach must be at least 1, found %d", reach);
        this.values = values.clone();
        this.prominence = prominence;
        this.reach = reach;
    }

    /** Places in samples, ascending. */
    List<Double> places() {
        if (values.length <= 2 * reach) {
            return List.of();
        }
        places.clear();
        int extreme = 0;
        int direction = 0;
        for (int k = 1; k < values.length; k++) {
            if (direction == 0) {
                direction =
                        Math.abs(values[k] - values[0]) >= prominence ? (int) Math.signum(values[k] - values[0]) : 0;
                extreme = direction == 0 ? extreme : k;
                addFirst(direction, k);
            } else if (direction * (values[k] - values[extreme]) > 0) {
                extreme = k;
            } else if (direction * (values[extreme] - values[k]) >= prominence) {
                places.add(top(extreme));
                direction = -direction;
                extreme = k;
            }
        }
        addLast(direction, extreme);
        return List.copyOf(places);
    }

    /** A turn before the curve first goes far, up if {@code direction} is 1. */
    private void addFirst(int direction, int end) {
        int extreme = 0;
        for (int k = 1; k <= end; k++) {
            extreme = direction * (values[extreme] - values[k]) > 0 ? k : extreme;
        }
        double vertex = vertex(reach);
        boolean isSeen = direction * (values[0] - values[extreme]) >= SLIGHT * prominence;
        boolean isGuessed = direction * bend(reach) > 0 && vertex >= GUESSED * reach && vertex < end;
        if (direction != 0 && (isSeen || isGuessed)) {
            places.add(isSeen ? top(extreme) : vertex);
        }
    }

    /** A turn after the curve last went far. */
    private void addLast(int direction, int extreme) {
        int last = values.length - 1;
        double vertex = vertex(last - reach);
        boolean isSeen = direction * (values[extreme] - values[last]) >= SLIGHT * prominence;
        boolean isGuessed =
                direction * bend(last - reach) < 0 && vertex <= last + GUESSED * reach && vertex > extreme - 2 * reach;
        if (direction != 0 && (isSeen || isGuessed)) {
            places.add(isSeen ? top(extreme) : vertex);
        }
    }

    /** The top of the parabola around a sample, if it is near. */
    private double top(int at) {
        if (at < reach || at >= values.length - reach) {
            return at;
        }
        double vertex = vertex(at);
        return Math.abs(vertex - at) <= reach ? vertex : at;
    }

    private double vertex(int middle) {
        double slope = values[middle + reach] - values[middle - reach];
        double vertex = middle - reach * slope / (2 * bend(middle));
        return Double.isFinite(vertex) ? vertex : middle;
    }

    private double bend(int middle) {
        return values[middle - reach] - 2 * values[middle] + values[middle + reach];
    }
}
