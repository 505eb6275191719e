package jointdit.ui;

import java.util.Optional;
import java.util.stream.Stream;

/** Files of a run that clients may read. */
enum RunFile {
    VIDEO("video", "clip.mp4", "video/mp4"),
    SOUND("sound", "sound.wav", "audio/wav"),
    WAVEFORM("waveform", "waveform.png", Answer.PNG),
    SPECTROGRAM("spectrogram", "spectrogram.png", Answer.PNG),
    SETTINGS("settings", "settings.json", Answer.JSON),
    LOG("log", "log.txt", "text/plain; charset=utf-8");

    private final String word;
    private final String file;
    private final String type;

    RunFile(String word, String file, String type) {
        this.word = word;
        this.file = file;
        this.type = type;
    }

    /** Name in answers. */
    String word() {
        return word;
    }

    /** Name in the folder and in addresses. */
    String file() {
        return file;
    }

    String type() {
        return type;
    }

    /** The one of this name in addresses. */
    static Optional<RunFile> named(String file) {
        return Stream.of(values()).filter(known -> known.file.equals(file)).findFirst();
    }
}
