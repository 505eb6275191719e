package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import jointdit.config.Configs;
import jointdit.media.ContactSheet;
import jointdit.media.LogMel;
import jointdit.media.Png;
import jointdit.media.Rendition;

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

    /** Writes what was made, and last what is said about it; the result is {@code row} with the files' names. */
    SampleRow write(Rendition made, SampleRow row) {
        var sheet = ContactSheet.of(made.video(), made.sound(), LogMel.audioldm2());
        var named = row.withFiles(write(row, "mp4", made.mp4()), write(row, "wav", made.wav()));
        write(uri(row.id(), row.sampleKey(), "png"), Png.bytes(sheet));
        write(uri(row.id(), row.sampleKey(), "json"), Configs.json(named).getBytes(UTF_8));
        return named;
    }

    /** The file's name, or none if there are no bytes for it. */
    private String write(SampleRow row, String ending, Optional<byte[]> bytes) {
        var uri = uri(row.id(), row.sampleKey(), ending);
        bytes.ifPresent(b -> write(uri, b));
        return bytes.isPresent() ? uri : "";
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
