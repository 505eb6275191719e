package jointdit.codec;

import static jointdit.config.Check.argument;

import jointdit.media.Clip;
import jointdit.media.Sound;
import jointdit.media.Video;

/**
 * What a clip loses on its way through a codec and back.
 *
 * @param squaredError mean over pixels, in squares of pixel values 0 to 255
 * @param logMelL1 mean distance of the log-mel spectrograms (AudioLDM2's, natural logarithm), the vocoder's errors
 *     included
 */
public record Fidelity(double squaredError, double logMelL1) {
    /** Between two clips of the same size, rates and number of frames. */
    public static Fidelity between(Clip clip, Clip decoded) {
        return new Fidelity(squaredError(clip.video(), decoded.video()), logMelL1(clip.sound(), decoded.sound()));
    }

    /** Peak signal-to-noise ratio in dB; infinite if no pixel differs. */
    public double psnr() {
        return 10 * Math.log10(255 * 255 / squaredError);
    }

    private static double squaredError(Video wanted, Video found) {
        var frames = wanted.frames().size();
        argument(
                frames == found.frames().size(),
                "Wanted %d frames, found %d",
                frames,
                found.frames().size());
        var sum = 0.0;
        for (var f = 0; f < frames; f++) {
            sum += squaredError(wanted.frames().get(f), found.frames().get(f));
        }
        return sum / frames;
    }

    private static double squaredError(byte[] wanted, byte[] found) {
        var sum = 0.0;
        for (var i = 0; i < wanted.length; i++) {
            var difference = (wanted[i] & 0xff) - (found[i] & 0xff);
            sum += difference * difference;
        }
        return sum / wanted.length;
    }

    private static double logMelL1(Sound wanted, Sound found) {
        var mel = SoundPatches.MEL
                .of(Codec.fitted(wanted, found.samples().length))
                .values();
        var other = SoundPatches.MEL.of(found).values();
        var sum = 0.0;
        for (var i = 0; i < mel.length; i++) {
            sum += Math.abs(mel[i] - other[i]);
        }
        return sum / mel.length;
    }
}
