package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jointdit.config.Configs;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;

/**
 * Checkpoints of a run on any Hadoop file system, in folders {@code checkpoints/step-000300}. {@code checkpoint.json}
 * is copied last and removed first: what lacks it does not exist.
 *
 * @param storage where it lies
 * @param run folder of the run
 */
public record CheckpointStore(Storage storage, String run) {
    private static final Pattern FINISHED = Pattern.compile(".*/(step-\\d+)/" + Pattern.quote(Checkpoint.INFO));

    /** Numbers of six digits are filled up with zeros, so a longer name is a later step. */
    private static final Comparator<String> BY_STEP =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    /** Saves a state and removes all but the last {@code keep} checkpoints. */
    void save(CheckpointInfo info, Checkpoint.State state, int keep) {
        try (var local = TemporaryFolder.of("checkpoint")) {
            Checkpoint.write(local.path(), info, state);
            var folder = folder(String.format(Locale.ROOT, "step-%06d", info.step()));
            storage.delete(folder);
            Checkpoint.FILES.forEach(name -> upload(local.path().resolve(name), folder + "/" + name));
        }
        var finished = finished();
        finished.subList(0, Math.max(0, finished.size() - keep)).forEach(this::delete);
    }

    /** The last finished checkpoint, if there is one, copied to a local folder that lives as long as the process. */
    public Optional<Checkpoint> last() {
        return finished().stream().reduce((a, b) -> b).map(this::fetch);
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

    /** Where the last finished checkpoint comes from, if there is one. */
    public Optional<CheckpointInfo> lastInfo() {
        return finished().stream()
                .reduce((a, b) -> b)
                .map(name -> folder(name) + "/" + Checkpoint.INFO)
                .map(file -> Configs.read(storage.text(file), file, CheckpointInfo.class));
    }

    private Checkpoint fetch(String name) {
        var local = TemporaryFolder.untilExit("checkpoint").path();
        for (var file : Checkpoint.FILES) {
            download(folder(name) + "/" + file, local.resolve(file));
        }
        return Checkpoint.open(local);
    }

    /** Names of finished checkpoints, oldest first. */
    private List<String> finished() {
        if (!storage.isFolder(folder(""))) {
            return List.of();
        }
        return storage.list(folder("")).stream()
                .map(file -> FINISHED.matcher(file.uri()))
                .filter(Matcher::matches)
                .map(match -> match.group(1))
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
