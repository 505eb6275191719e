package jointdit.reduce;

/**
 * A vector cut into a part for each rank, as even as can be.
 *
 * @param size values in all
 * @param count parts
 */
record Parts(long size, int count) {
    long start(int part) {
        return size / count * part + size % count * part / count;
    }

    long length(int part) {
        return start(part + 1) - start(part);
    }

    /** The walk over {@code steps} parts from {@code first} downwards, round the ring. */
    Walk walk(int first, int steps) {
        return new Walk(first, steps);
    }

    /** A place on a walk over parts. */
    final class Walk {
        private final int first;
        private final int steps;
        private int step;
        private long passed;

        private Walk(int first, int steps) {
            this.first = first;
            this.steps = steps;
            leaveEmpty();
        }

        private void leaveEmpty() {
            while (step < steps && passed == length(part())) {
                step++;
                passed = 0;
            }
        }

        private int part() {
            return Math.floorMod(first - step, count);
        }

        /** Parts that lie behind. */
        int step() {
            return step;
        }

        boolean atEnd() {
            return step == steps;
        }

        /** Index of the next value in the vector. */
        long offset() {
            return start(part()) + passed;
        }

        /** Values up to the end of the part; 0 at the end of the walk. */
        long left() {
            return atEnd() ? 0 : length(part()) - passed;
        }

        /** Passes values of this part. */
        void advance(long values) {
            passed += values;
            leaveEmpty();
        }
    }
}
