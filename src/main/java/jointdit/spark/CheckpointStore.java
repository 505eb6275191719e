package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import jointdit.config.Configs;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.DamagedCheckpoint;
import org.apache.hadoop.fs.ChecksumException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints of a run on any Hadoop file system, in folders {@code checkpoints/step-000300}. {@code checkpoint.json}
 * is copied last and removed first: what lacks it does not exist.
 *
 * @param storage where it lies
 * @param run folder of the run
 */
public record CheckpointStore(Storage storage, String run) {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);

    private static final Pattern STEP = Pattern.compile("step-\\d+");

    /** Begins the name of the folder of a checkpoint at work, on local disks. */
    private static final String UNFINISHED = ".unfinished-";

    /** Numbers of six digits are filled up with zeros, so a longer name is a later step. */
    private static final Comparator<String> BY_STEP =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    /**
     * Saves a state and removes all but the last {@code keep} checkpoints.
     *
     * @param agree called when all but the last file is there; the checkpoint does not come to be if it throws
     */
    void save(CheckpointInfo info, Checkpoint.State state, int keep, Runnable agree) {
        put(info.step(), folder -> Checkpoint.write(folder, info, state), keep, agree);
    }

    /** The same of what {@code write} writes to an empty local folder. */
    void put(int step, Function<Path, Checkpoint> write, int keep, Runnable agree) {
        var folder = folder(name(step));
        var place = storage.local(folder);
        try (var work = place.map(CheckpointStore::beside).orElseGet(() -> TemporaryFolder.of("checkpoint"))) {
            var checkpoint = write.apply(work.path());
            storage.delete(folder);
            if (place.isPresent()) {
                agree.run();
                move(work.path(), place.get());
            } else {
                upload(checkpoint, folder, agree);
            }
        }
        var finished = finished();
        finished.subList(0, Math.max(0, finished.size() - keep)).forEach(this::delete);
        place.ifPresent(there -> sweep());
    }

    /** Removes what killed processes left. */
    private void sweep() {
        storage.folders(folder("")).stream()
                .filter(name -> name.startsWith(UNFINISHED))
                .forEach(name -> storage.delete(folder(name)));
    }

    /** A folder that can become the one at {@code place} at once; other attempts of the task have others. */
    private static TemporaryFolder beside(Path place) {
        var work = new TemporaryFolder(place.resolveSibling(UNFINISHED + UUID.randomUUID()));
        try {
            Files.createDirectories(work.path());
            return work;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + place.getParent(), e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + to, e);
        }
    }

    private void upload(Checkpoint checkpoint, String folder, Runnable agree) {
        for (var file : checkpoint.files()) {
            if (file.equals(Checkpoint.INFO)) {
                agree.run();
            }
            upload(checkpoint.folder().resolve(file), folder + "/" + file);
        }
    }

    private static String name(int step) {
        return String.format(Locale.ROOT, "step-%06d", step);
    }

    /**
     * The last finished checkpoint, if there is one: where it lies, if that is local, else copied to a folder that
     * lives as long as the process. A damaged one is passed over with a warning.
     *
     * @throws IllegalArgumentException if all are damaged
     */
    public Optional<Checkpoint> last() {
        return newest(this::fetch);
    }

    /**
     * The checkpoint of a step, as {@link #last}.
     *
     * @throws DamagedCheckpoint if its files are not as they were written
     */
    Checkpoint at(int step) {
        return fetch(name(step));
    }

    /** The same, with a folder of the caller's for copies. */
    Checkpoint at(int step, Path copies) {
        return fetch(name(step), () -> copies);
    }

    /**
     * The last finished checkpoint.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Checkpoint require() {
        requireInfo();
        return last().orElseThrow();
    }

    /**
     * Where the last finished checkpoint comes from.
     *
     * @throws IllegalArgumentException if there is none
     */
    public CheckpointInfo requireInfo() {
        var last = lastInfo();
        argument(
                last.isPresent(),
                "Wanted a checkpoint in %s, found no finished one; train writes them, each with %s",
                folder(""),
                Checkpoint.INFO);
        return last.get();
    }

    /**
     * Where the last finished checkpoint comes from, if there is one; of the files beside, lengths alone are looked at.
     *
     * @throws IllegalArgumentException if all are damaged
     */
    public Optional<CheckpointInfo> lastInfo() {
        return newest(this::info);
    }

    private <T> Optional<T> newest(Function<String, T> opened) {
        var damages = new ArrayList<String>();
        var names = new ArrayList<>(finished());
        Collections.reverse(names);
        for (var name : names) {
            try {
                return Optional.of(opened.apply(name));
            } catch (DamagedCheckpoint e) {
                LOG.warn("{} is damaged, {}; the one before takes its place", folder(name), e.getMessage());
                damages.add(name + ": " + e.getMessage());
            }
        }
        argument(
                damages.isEmpty(),
                "Wanted a whole checkpoint in %s, found damaged ones only (%s); bring files back, or delete the folder",
                folder(""),
                damages);
        return Optional.empty();
    }

    private CheckpointInfo info(String name) {
        var file = folder(name) + "/" + Checkpoint.INFO;
        try {
            var info = Configs.read(reading(() -> storage.text(file)), file, CheckpointInfo.class);
            info.files().forEach(sum -> sum.checkLength(length(folder(name) + "/" + sum.name())));
            return info;
        } catch (IllegalArgumentException e) {
            throw new DamagedCheckpoint(e.getMessage(), e);
        }
    }

    private long length(String file) {
        return storage.file(file).map(StoredFile::length).orElse(0L);
    }

    private Checkpoint fetch(String name) {
        return fetch(name, () -> TemporaryFolder.untilExit("checkpoint").path());
    }

    private Checkpoint fetch(String name, Supplier<Path> copies) {
        var info = info(name);
        return Checkpoint.open(storage.local(folder(name)).orElseGet(() -> download(info, name, copies.get())))
                .verified();
    }

    private Path download(CheckpointInfo info, String name, Path local) {
        for (var file : Checkpoint.files(info)) {
            reading(() -> {
                download(folder(name) + "/" + file, local.resolve(file));
                return file;
            });
        }
        return local;
    }

    /** File systems with checksums of their own find the damage when they read. */
    private static <T> T reading(Supplier<T> work) {
        try {
            return work.get();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ChecksumException) {
                throw new DamagedCheckpoint(e.getMessage(), e);
            }
            throw e;
        }
    }

    /** Names of finished checkpoints, oldest first. */
    private List<String> finished() {
        return storage.folders(folder("")).stream()
                .filter(name -> STEP.matcher(name).matches())
                .filter(name -> storage.exists(folder(name) + "/" + Checkpoint.INFO))
                .sorted(BY_STEP)
                .toList();
    }

    private void delete(String name) {
        storage.delete(folder(name) + "/" + Checkpoint.INFO);
        storage.delete(folder(name));
    }

    private String folder(String name) {
        return run + "/checkpoints" + (name.isEmpty() ? "" : "/" + name);
    }

    private void upload(Path from, String to) {
        try (var out = storage.create(to)) {
            Files.copy(from, out);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + to + ": " + e.getMessage(), e);
        }
    }

    private void download(String from, Path to) {
        try (var in = storage.open(from)) {
            Files.copy(in, to);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + from + " to " + to + ": " + e.getMessage(), e);
        }
    }
}
