package jointdit.media;

/** Pitch as in Slaney's Auditory Toolbox and librosa: linear in frequency up to 1000 Hz, logarithmic above. */
final class SlaneyMel {
    private SlaneyMel() {}

    static double mel(double hz) {
        return hz < 1000 ? 3 * hz / 200 : 15 + Math.log(hz / 1000) * 27 / Math.log(6.4);
    }

    static double hz(double mel) {
        return mel < 15 ? 200 * mel / 3 : 1000 * Math.exp((mel - 15) * Math.log(6.4) / 27);
    }

    /** {@code count} frequencies in Hz from 0 to {@code highHz}, equally far apart in mel. */
    static double[] corners(int count, double highHz) {
        var corners = new double[count];
        for (int i = 0; i < count; i++) {
            corners[i] = hz(mel(highHz) * i / (count - 1));
        }
        return corners;
    }
}
