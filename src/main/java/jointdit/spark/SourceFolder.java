package jointdit.spark;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Set;
import jointdit.spark.Progress.Screen;
import org.apache.spark.sql.SparkSession;

/**
 * Where a set of data is brought to.
 *
 * @param spark the session
 * @param storage its file systems
 * @param out the folder, with scheme
 * @param screen shows progress
 * @param locals files that are read on the driver
 */
record SourceFolder(SparkSession spark, Storage storage, String out, Screen screen, LocalFiles locals) {
    private static final String STAGE = "fetch-clips";

    static SourceFolder of(SparkSession spark, String out, Screen screen) {
        var storage = Storage.of(spark);
        return new SourceFolder(spark, storage, storage.qualified(out), screen, new LocalFiles(storage, screen));
    }

    /** Folder of the videos brought. */
    String videos() {
        return out + "/videos";
    }

    /** All files below a folder; none if it is not there. */
    Set<String> files(String folder) {
        return storage.isFolder(folder)
                ? storage.list(folder).stream().map(StoredFile::uri).collect(toSet())
                : Set.of();
    }

    /** A video that could not be brought. */
    static FailureRow failure(SourceVideo video, String reason) {
        return new FailureRow(video.id(), STAGE, video.uri(), reason, "", 0, "driver", Instant.now());
    }

    /** The failure of the video that the running task has at hand. */
    static FailureRow failure(String id, String uri, Exception cause) {
        return FailureRow.of(id, STAGE, uri, cause);
    }
}
