package jointdit.generate;

import java.util.ArrayList;
import java.util.Arrays;
import jointdit.codec.Codec;
import jointdit.codec.Latents;
import jointdit.media.Video;

/**
 * What an unfinished clip is taken for.
 *
 * @param latents clean latents as the model guesses them
 * @param codec of them
 */
public record Estimate(Latents latents, Codec codec) {
    /** Some of its frames, evenly chosen from the first to the last, at a rate that gives the clip's length. */
    public Video frames(int most) {
        var all = latents.videoShape()[0];
        var count = Math.min(most, all);
        var chosen = new ArrayList<byte[]>();
        for (var i = 0; i < count; i++) {
            chosen.add(frame(count == 1 ? 0 : i * (all - 1) / (count - 1)));
        }
        var config = codec.config();
        return new Video(config.width(), config.height(), config.framesPerSecond() * count / all, chosen);
    }

    private byte[] frame(int index) {
        var size = latents.video().length / latents.videoShape()[0];
        var latent = Arrays.copyOfRange(latents.video(), index * size, (index + 1) * size);
        return codec.video().decode(latent, 1).get(0);
    }
}
