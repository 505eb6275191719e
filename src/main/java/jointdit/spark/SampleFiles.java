package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import jointdit.config.Configs;
import jointdit.media.Clip;
import jointdit.media.ContactSheet;
import jointdit.media.LogMel;
import jointdit.media.Mp4;
import jointdit.media.Png;
import jointdit.media.Wav;

/**
 * Files of generated clips: {@code clips/ID-KEY} with {@code .mp4}, {@code .wav}, {@code .png} (a contact sheet) and,
 * written last, {@code .json}. Without the last a clip does not count.
 *
 * @param storage where they lie
 * @param out the folder
 */
record SampleFiles(Storage storage, String out) {
    /** The sample of this id and key, if it is finished. */
    Optional<SampleRow> find(String id, String key) {
        var uri = uri(id, key, "json");
        return storage.file(uri).map(file -> Configs.read(storage.text(uri), uri, SampleRow.class));
    }

    /** Writes the clip and what is said about it. */
    void write(SampleRow row, Clip clip) {
        var sheet = ContactSheet.of(clip, LogMel.audioldm2());
        write(row.videoUri(), Mp4.bytes(clip));
        write(row.audioUri(), Wav.bytes(clip.sound()));
        write(uri(row.id(), row.sampleKey(), "png"), Png.bytes(sheet));
        write(uri(row.id(), row.sampleKey(), "json"), Configs.json(row).getBytes(UTF_8));
    }

    private void write(String uri, byte[] bytes) {
        new WholeFile(storage, uri).write(bytes);
    }

    /** Name of a file; of the id only what is safe in names. */
    String uri(String id, String key, String ending) {
        var safe = id.replaceAll("[^A-Za-z0-9._-]", "_");
        return "%s/clips/%s-%s.%s"
                .formatted(out, safe.substring(0, Math.min(60, safe.length())), key.substring(0, 12), ending);
    }
}
