package jointdit.codec;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.stream.IntStream;
import jointdit.media.Clip;
import jointdit.media.GriffinLim;

/**
 * Latents by whitened principal components of patches, fitted by {@code spark.PcaCodecFit}. Each picture and each four
 * mel frames are coded alone, so a clip's first latent is that of its first picture.
 *
 * <pre>
 * video  (F, side, side, 3)   to  (F, channels, side / patch, side / patch)
 * audio  log-mel (K, 64)      to  (audioChannels, K / audioPatch, 64 / audioPatch)
 * </pre>
 *
 * @param config sizes and rates
 * @param video basis of picture patches
 * @param audio basis of log-mel patches
 */
public record PcaCodec(CodecConfig.Pca config, PcaBasis video, PcaBasis audio) implements Codec {
    private static final GriffinLim VOCODER = new GriffinLim(PcaPatches.MEL);

    public PcaCodec {
        check("channels", config.channels(), video.channels());
        check("patch values", 3 * config.patch() * config.patch(), video.width());
        check("audio-channels", config.audioChannels(), audio.channels());
        check("audio patch values", config.audioPatch() * config.audioPatch(), audio.width());
    }

    @Override
    public int[] videoShape(int frames) {
        var across = config.side() / config.patch();
        return new int[] {frames, config.channels(), across, across};
    }

    @Override
    public int[] audioShape(int frames) {
        var patch = config.audioPatch();
        return new int[] {config.audioChannels(), patches().melFrames(frames) / patch, PcaPatches.MEL.bins() / patch};
    }

    @Override
    public Latents encode(Clip clip) {
        patches().check(clip);
        var frames = clip.video().frames();
        var pictures = new float[frames.size() * pictureSize()];
        for (var f = 0; f < frames.size(); f++) {
            System.arraycopy(encodePicture(frames.get(f)), 0, pictures, f * pictureSize(), pictureSize());
        }
        var sound = audio.project(patches().ofSound(clip));
        return new Latents(pictures, videoShape(frames.size()), sound, audioShape(frames.size()));
    }

    @Override
    public float[] encodePicture(byte[] picture) {
        var wanted = 3 * config.side() * config.side();
        argument(picture.length == wanted, "Wanted a picture of %d bytes, found %d", wanted, picture.length);
        return video.project(patches().ofPicture(picture));
    }

    @Override
    public Clip decode(Latents latents, long seed) {
        var frames = latents.videoShape()[0];
        argument(
                Arrays.equals(latents.videoShape(), videoShape(frames))
                        && Arrays.equals(latents.audioShape(), audioShape(frames)),
                "Wanted latents of shapes %s and %s, found %s and %s",
                Arrays.toString(videoShape(frames)),
                Arrays.toString(audioShape(frames)),
                Arrays.toString(latents.videoShape()),
                Arrays.toString(latents.audioShape()));
        var pictures = IntStream.range(0, frames)
                .mapToObj(f -> Arrays.copyOfRange(latents.video(), f * pictureSize(), (f + 1) * pictureSize()))
                .map(picture -> patches().picture(video.reconstruct(picture)))
                .toList();
        var mel = patches().spectrogram(audio.reconstruct(latents.audio()));
        var sound = PcaPatches.fitted(VOCODER.of(mel, seed), patches().samples(frames));
        return new Clip(patches().video(pictures), sound);
    }

    @Override
    public String fingerprint() {
        return new Fingerprint().add(config.toString()).add(video).add(audio).hex();
    }

    private PcaPatches patches() {
        return new PcaPatches(config);
    }

    private int pictureSize() {
        var across = config.side() / config.patch();
        return config.channels() * across * across;
    }

    private static void check(String name, int wanted, int found) {
        argument(wanted == found, "Wanted a basis of %d %s, found %d", wanted, name, found);
    }
}
