package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import jointdit.config.Configs;
import jointdit.media.ContactSheet;
import jointdit.media.LogMel;
import jointdit.media.Png;
import jointdit.media.Rendition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of generated clips: {@code clips/ID-KEY} with {@code .mp4}, {@code .wav}, {@code .png} (a contact sheet, if one
 * is wanted) and, written last, {@code .json}. Without the last a clip does not count.
 *
 * @param storage where they lie
 * @param out the folder
 */
record SampleFiles(Storage storage, String out) {
    private static final Logger LOG = LoggerFactory.getLogger(SampleFiles.class);

    /** The sample of this id and key, if it is finished or failed; what cannot be read does not count. */
    Optional<SampleRow> find(String id, String key) {
        var uri = uri(id, key, "json");
        try {
            return storage.file(uri).map(file -> Configs.read(storage.text(uri), uri, SampleRow.class));
        } catch (IllegalArgumentException e) {
            LOG.warn("{} is of another version, or damaged: made again; {}", uri, e.getMessage());
            return Optional.empty();
        }
    }

    /** Writes a contact sheet of what was made. */
    void writeSheet(Rendition made, SampleRow row) {
        var sheet = ContactSheet.of(made.video(), made.sound(), LogMel.audioldm2());
        write(uri(row.id(), row.sampleKey(), "png"), Png.bytes(sheet));
    }

    /** Writes what was made within {@code seconds}, and last what is said about it, which is the result. */
    SampleRow write(Rendition made, SampleRow row, double seconds) {
        return write(row.made(write(row, "mp4", made.mp4()), write(row, "wav", made.wav()), seconds));
    }

    /** Writes what is said about a sample, which is the result. */
    SampleRow write(SampleRow row) {
        write(uri(row.id(), row.sampleKey(), "json"), Configs.json(row).getBytes(UTF_8));
        return row;
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
