package jointdit.media;

/** How pitch goes with frequency, and how high a mel filter stands. */
enum MelScale {
    /** Linear up to 1000 Hz, logarithmic above; every filter has area 1 (Slaney's Auditory Toolbox, librosa). */
    SLANEY {
        @Override
        double mel(double hz) {
            return hz < 1000 ? 3 * hz / 200 : 15 + Math.log(hz / 1000) * 27 / Math.log(6.4);
        }

        @Override
        double hz(double mel) {
            return mel < 15 ? 200 * mel / 3 : 1000 * Math.exp((mel - 15) * Math.log(6.4) / 27);
        }

        @Override
        double height(double lowHz, double highHz) {
            return 2 / (highHz - lowHz);
        }
    },

    /** Logarithmic in {@code 700 + hz}; every filter peaks at 1 (HTK, the default of torchaudio). */
    HTK {
        @Override
        double mel(double hz) {
            return 2595 * Math.log10(1 + hz / 700);
        }

        @Override
        double hz(double mel) {
            return 700 * (Math.pow(10, mel / 2595) - 1);
        }

        @Override
        double height(double lowHz, double highHz) {
            return 1;
        }
    };

    abstract double mel(double hz);

    abstract double hz(double mel);

    /** Peak of the filter between two frequencies. */
    abstract double height(double lowHz, double highHz);

    /** {@code count} frequencies in Hz from 0 to {@code highHz}, equally far apart in mel. */
    double[] corners(int count, double highHz) {
        var corners = new double[count];
        for (int i = 0; i < count; i++) {
            corners[i] = hz(mel(highHz) * i / (count - 1));
        }
        return corners;
    }
}
