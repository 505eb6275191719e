package jointdit.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.EnumMap;
import java.util.Map;
import jointdit.media.LogMel;
import jointdit.media.Png;
import jointdit.media.Rendition;
import jointdit.media.Sound;
import jointdit.media.SoundPicture;

/**
 * What is kept of a clip.
 *
 * @param bytes of each file; read-only by agreement
 */
record RunFiles(Map<RunFile, byte[]> bytes) {
    private static final int WIDTH = 960;
    private static final int WAVEFORM_HEIGHT = 160;
    private static final int SPECTROGRAM_HEIGHT = 256;

    /** Files of what was made for a run. */
    static RunFiles of(Rendition made, Run run) {
        var rate = run.settings().framesPerSecond();
        var wanted =
                new Rendition(made.video().map(video -> rate.map(video::atRate).orElse(video)), made.sound());
        var files = new EnumMap<RunFile, byte[]>(RunFile.class);
        wanted.mp4().ifPresent(bytes -> files.put(RunFile.VIDEO, bytes));
        wanted.wav().ifPresent(bytes -> files.put(RunFile.SOUND, bytes));
        wanted.sound().ifPresent(sound -> draw(sound, files));
        files.put(RunFile.SETTINGS, Answer.text(RunJson.request(run)).getBytes(UTF_8));
        return new RunFiles(files);
    }

    private static void draw(Sound sound, Map<RunFile, byte[]> files) {
        var mel = LogMel.audioldm2().of(sound);
        files.put(RunFile.WAVEFORM, Png.bytes(SoundPicture.waveform(sound, WIDTH, WAVEFORM_HEIGHT)));
        files.put(RunFile.SPECTROGRAM, Png.bytes(SoundPicture.of(mel, WIDTH, SPECTROGRAM_HEIGHT)));
    }

    void write(RunFolder folder) {
        bytes.forEach(folder::write);
    }
}
