package jointdit.evaluate.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jointdit.media.Clip;

/** What makes a clip worthless whatever its figures say. */
public enum Fault {
    /** A sample of the sound is not a number, or infinite. */
    NOT_FINITE(clip -> anySample(clip, v -> !Float.isFinite(v))),
    /** No sample is louder than 0.001 of full scale. */
    SILENT(clip -> !anySample(clip, v -> Math.abs(v) > 0.001)),
    /** No pixel changes by more than 4 of 255 from the first frame to any other. */
    STATIC(clip -> clip.video().frames().stream()
            .allMatch(frame -> farthest(frame, clip.video().frames().get(0)) <= 4)),
    /** In no frame do two values differ by more than 4 of 255. */
    EMPTY(clip -> clip.video().frames().stream().allMatch(frame -> range(frame) <= 4));

    private final transient Predicate<Clip> isIn;

    Fault(Predicate<Clip> isIn) {
        this.isIn = isIn;
    }

    /** Those of a clip. */
    public static List<Fault> of(Clip clip) {
        return Stream.of(values()).filter(fault -> fault.isIn.test(clip)).toList();
    }

    /** Name in tables, such as {@code not-finite}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private interface Samples {
        boolean test(float value);
    }

    private static boolean anySample(Clip clip, Samples condition) {
        for (float value : clip.sound().samples()) {
            if (condition.test(value)) {
                return true;
            }
        }
        return false;
    }

    private static int farthest(byte[] left, byte[] right) {
        int farthest = 0;
        for (int i = 0; i < left.length; i++) {
            farthest = Math.max(farthest, Math.abs((left[i] & 255) - (right[i] & 255)));
        }
        return farthest;
    }

    private static int range(byte[] frame) {
        var values = new int[frame.length];
        Arrays.setAll(values, i -> frame[i] & 255);
        return Arrays.stream(values).max().orElse(0)
                - Arrays.stream(values).min().orElse(0);
    }
}
