package jointdit.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.hadoop.fs.Path;

/**
 * A file that is there whole or not at all: written under another name first, except where files appear whole.
 *
 * @param storage where it lies
 * @param uri its name
 */
record WholeFile(Storage storage, String uri) {
    /** Writes the file, in place of one there. */
    void write(byte[] bytes) {
        if (storage.appearsWhole(uri)) {
            storage.write(uri, bytes);
        } else {
            writeAndRename(bytes);
        }
    }

    private void writeAndRename(byte[] bytes) {
        var path = new Path(uri);
        var other = new Path(path.getParent(), "." + path.getName() + "." + UUID.randomUUID());
        try {
            var files = path.getFileSystem(storage.configuration());
            storage.write(other.toString(), bytes);
            files.delete(path, false);
            if (!files.rename(other, path)) {
                files.delete(other, false);
                if (!files.exists(path)) { // else another attempt of the same task was faster
                    throw new IOException("cannot rename " + other);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + uri + ": " + e.getMessage(), e);
        }
    }
}
