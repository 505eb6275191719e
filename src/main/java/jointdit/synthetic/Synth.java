package jointdit.synthetic;

import static java.lang.Math.PI;
import static java.lang.Math.exp;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.lang.Math.sin;

import java.util.function.DoubleUnaryOperator;
import jointdit.media.Sound;

/** Adds up tones. */
final class Synth {
    private static final double ATTACK = 0.003;
    private static final double RELEASE = 0.012;

    private final int sampleRateHz;
    private final float[] samples;

    Synth(int sampleRateHz, int length) {
        this.sampleRateHz = sampleRateHz;
        this.samples = new float[length];
    }

    /** A struck tone: three harmonics under {@code exp(-t / decay)}. */
    void ring(double at, double pitchHz, double loudness, double decay) {
        add(at, 7 * decay, t -> loudness * attack(t) * exp(-t / decay) * voice(pitchHz * t));
    }

    /** A struck bar: the partials of a free bar, which are not harmonic. */
    void clang(double at, double pitchHz, double loudness, double decay) {
        add(
                at,
                7 * decay,
                t -> loudness
                        * attack(t)
                        * exp(-t / decay)
                        * (sin(2 * PI * pitchHz * t)
                                + 0.6 * sin(2 * PI * 2.756 * pitchHz * t)
                                + 0.3 * sin(2 * PI * 5.404 * pitchHz * t))
                        / 1.9);
    }

    /** A steady tone that starts and ends sharply. */
    void beep(double at, double pitchHz, double loudness, double duration) {
        add(at, duration, t -> loudness * attack(t) * min(1, (duration - t) / RELEASE) * voice(pitchHz * t));
    }

    /** A tone over the whole clip whose pitch in Hz follows the time in seconds. */
    void sweep(DoubleUnaryOperator pitchHz, double loudness) {
        double cycles = 0;
        for (int i = 0; i < samples.length; i++) {
            double t = i / (double) sampleRateHz;
            double left = (samples.length - i) / (double) sampleRateHz;
            samples[i] += (float) (loudness * attack(t) * min(1, left / RELEASE) * voice(cycles));
            cycles += pitchHz.applyAsDouble(t) / sampleRateHz;
        }
    }

    Sound sound() {
        var clipped = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            clipped[i] = max(-1, min(1, samples[i]));
        }
        return new Sound(sampleRateHz, clipped);
    }

    private void add(double at, double duration, DoubleUnaryOperator wave) {
        int first = (int) Math.ceil(at * sampleRateHz);
        int end = min(samples.length, (int) Math.floor((at + duration) * sampleRateHz));
        for (int i = first; i < end; i++) {
            samples[i] += (float) wave.applyAsDouble(i / (double) sampleRateHz - at);
        }
    }

    private static double attack(double seconds) {
        return min(1, seconds / ATTACK);
    }

    /** Three harmonics in [-1, 1]. */
    private static double voice(double cycles) {
        double angle = 2 * PI * cycles;
        return (sin(angle) + 0.4 * sin(2 * angle) + 0.2 * sin(3 * angle)) / 1.6;
    }
}
