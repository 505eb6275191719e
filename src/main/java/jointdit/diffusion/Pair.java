package jointdit.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Video and audio latents; read-only by agreement.
 *
 * @param video row-major values
 * @param audio row-major values
 */
public record Pair(float[] video, float[] audio) {
    /** Clips of one size as one, after each other. */
    public static Pair joined(List<Pair> clips) {
        return new Pair(
                values(clips.stream().map(Pair::video).toList()),
                values(clips.stream().map(Pair::audio).toList()));
    }

    private static float[] values(List<float[]> clips) {
        var size = clips.get(0).length;
        var all = new float[clips.size() * size];
        IntStream.range(0, clips.size()).forEach(i -> System.arraycopy(clips.get(i), 0, all, i * size, size));
        return all;
    }

    /** The {@code count} clips that this was joined of. */
    public List<Pair> split(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Pair(part(video, i, count), part(audio, i, count)))
                .toList();
    }

    private static float[] part(float[] all, int index, int count) {
        var size = all.length / count;
        return Arrays.copyOfRange(all, index * size, (index + 1) * size);
    }
}
