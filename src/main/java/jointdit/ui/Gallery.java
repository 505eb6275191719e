package jointdit.ui;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of all runs.
 *
 * @param path folder of the folders
 */
record Gallery(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(Gallery.class);

    /** Folder of a run. */
    RunFolder folder(String id) {
        return new RunFolder(path.resolve(id));
    }

    /** What is there, oldest first; runs that a stopped server left are failed. */
    List<Run> runs() {
        try {
            Files.createDirectories(path);
            try (var folders = Files.list(path)) {
                return folders.map(folder -> folder.getFileName().toString())
                        .filter(Ids::isOne)
                        .map(this::run)
                        .flatMap(Optional::stream)
                        .map(this::settled)
                        .sorted(comparing(Run::madeAt))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the runs in " + path, e);
        }
    }

    private Optional<Run> run(String id) {
        try {
            return folder(id).run().filter(run -> run.id().equals(id));
        } catch (RuntimeException e) {
            LOG.warn("The run in {} is left out: {}", path.resolve(id), e.getMessage());
            return Optional.empty();
        }
    }

    private Run settled(Run run) {
        if (run.state().isOver()) {
            return run;
        }
        var failed = run.failed("server stopped");
        folder(run.id()).write(failed);
        return failed;
    }
}
