package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jointdit.config.Secrets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Files of any Hadoop file system, on the driver and on executors. Errors are {@link UncheckedIOException}s that name
 * the path.
 */
public final class Storage implements Serializable {
    private static final Set<String> OBJECT_STORES = Set.of("s3a", "s3", "s3n", "gs", "oss", "obs", "cosn");

    private final SerializableConfiguration configuration;

    private Storage(SerializableConfiguration configuration) {
        this.configuration = configuration;
    }

    /** The file systems that a session is configured for. */
    public static Storage of(SparkSession spark) {
        return new Storage(new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
    }

    /** The file systems that Hadoop is configured for where there is no session. */
    public static Storage outsideSpark() {
        return new Storage(new SerializableConfiguration(new Configuration()));
    }

    /** How the file systems are reached. */
    Configuration configuration() {
        return configuration.value();
    }

    /** {@code uri} with its scheme, and whole if it was relative. */
    public String qualified(String uri) {
        return on(uri, FileSystem::makeQualified).toString();
    }

    /** Where a file or folder of this machine lies; empty for one elsewhere. */
    Optional<java.nio.file.Path> local(String uri) {
        return on(
                uri,
                (files, path) -> files instanceof LocalFileSystem local
                        ? Optional.of(local.pathToFile(path).toPath())
                        : Optional.empty());
    }

    /** Bytes of a file. */
    public byte[] read(String uri) {
        return on(uri, (files, path) -> {
            try (var in = files.open(path)) {
                return in.readAllBytes();
            }
        });
    }

    /** Opens a file for reading. */
    public InputStream open(String uri) {
        return on(uri, FileSystem::open);
    }

    /** Text of a UTF-8 file. */
    public String text(String uri) {
        return new String(read(uri), StandardCharsets.UTF_8);
    }

    /** Writes a file, in place of one there; its folders are made. */
    public void write(String uri, byte[] bytes) {
        try (var out = create(uri)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + uri + ": " + e.getMessage(), e);
        }
    }

    /** Writes a UTF-8 file, in place of one there; its folders are made. */
    public void write(String uri, String text) {
        write(uri, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Opens a file for writing, in place of one there; its folders are made. */
    public OutputStream create(String uri) {
        return on(uri, (files, path) -> files.create(path, true));
    }

    /** Opens a log for writing, in place of one there, that others can follow. */
    OutputStream live(String uri) {
        return on(uri, (files, path) -> {
            var raw = files instanceof LocalFileSystem local ? local.getRaw() : files; // its checksums hold lines back
            return new LiveFile(raw.create(path, true));
        });
    }

    /** Whether there is a file or folder. */
    public boolean exists(String uri) {
        return on(uri, FileSystem::exists);
    }

    /** Whether there is a folder. */
    public boolean isFolder(String uri) {
        return on(uri, (files, path) -> {
            try {
                return files.getFileStatus(path).isDirectory();
            } catch (FileNotFoundException e) {
                return false;
            }
        });
    }

    /** Makes a folder, and those above it, unless it is there. */
    public void makeFolder(String uri) {
        on(uri, FileSystem::mkdirs);
    }

    /** Removes a file, or a folder with all in it, if it is there. */
    public void delete(String uri) {
        on(uri, (files, path) -> files.delete(path, true));
    }

    /** Length and time of a file; empty if there is none. */
    public Optional<StoredFile> file(String uri) {
        return on(uri, (files, path) -> {
            try {
                return Optional.of(stored(files.getFileStatus(path)));
            } catch (FileNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** All files below a folder. */
    public List<StoredFile> list(String folder) {
        return on(folder, (files, path) -> {
            var found = new ArrayList<StoredFile>();
            var all = files.listFiles(path, true);
            while (all.hasNext()) {
                found.add(stored(all.next()));
            }
            return found;
        });
    }

    /** Addresses of the Parquet files of a table, without those of writers at work; none if there is no such folder. */
    public List<String> parquet(String folder) {
        return isFolder(folder)
                ? list(folder).stream()
                        .map(StoredFile::uri)
                        .filter(uri -> uri.endsWith(".parquet") && !uri.contains("/_"))
                        .toList()
                : List.of();
    }

    /** Names of the folders in a folder; none if there is no such. */
    List<String> folders(String folder) {
        return on(folder, (files, path) -> {
            try {
                return Stream.of(files.listStatus(path))
                        .filter(FileStatus::isDirectory)
                        .map(status -> status.getPath().getName())
                        .toList();
            } catch (FileNotFoundException e) {
                return List.of();
            }
        });
    }

    private static StoredFile stored(FileStatus status) {
        return new StoredFile(status.getPath().toString(), status.getLen(), status.getModificationTime());
    }

    /**
     * Whether a file comes to be when it is closed, whole, and not before; there, renaming is copying.
     *
     * @see <a
     *     href="https://hadoop.apache.org/docs/r3.3.4/hadoop-project-dist/hadoop-common/filesystem/introduction.html">
     *     Object stores and file systems</a>
     */
    boolean appearsWhole(String uri) {
        return on(uri, (files, path) -> OBJECT_STORES.contains(files.getScheme()));
    }

    private <T> T on(String uri, Action<T> action) {
        argument(
                !Secrets.hasLogin(uri),
                "Wanted a path without a login, found %s; keys belong into the environment or Spark's settings",
                Secrets.hide(uri));
        var path = new Path(uri);
        try {
            return action.on(path.getFileSystem(configuration.value()), path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reach " + uri + ": " + e.getMessage(), e);
        }
    }

    private interface Action<T> {
        T on(FileSystem files, Path path) throws IOException;
    }
}
