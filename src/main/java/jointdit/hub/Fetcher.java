package jointdit.hub;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/** Brings repositories from the hub into the cache; what is there is not fetched again. */
public final class Fetcher {
    private static final String INCOMPLETE = ".incomplete";

    private final HubConfig config;
    private final Hub hub;
    private final HubCache cache;

    public Fetcher(HubConfig config) {
        this.config = config;
        hub = new Hub(config);
        cache = config.hubCache();
    }

    /**
     * What a repository lacks. Without the hub the cache has to do: all that is needed must be there.
     *
     * @throws IllegalArgumentException if the repository is not there, not open to the token or lacks weights
     * @throws UncheckedIOException if the hub cannot be reached and the cache does not do
     */
    public Fetch plan(Repo repo, RepoFiles needed) {
        if (config.offline()) {
            return cached(repo, needed, "hub.offline is set");
        }
        try {
            return plan(hub.list(repo), needed);
        } catch (HubUnreachable e) {
            try {
                return cached(repo, needed, e.getMessage());
            } catch (IllegalArgumentException absent) {
                e.addSuppressed(absent);
                throw e;
            }
        }
    }

    /**
     * Brings what is missing, several files at a time.
     *
     * @param fetches plans of this fetcher
     * @param progress hears of bytes of the missing files; bytes that are lost again count negative
     * @throws IllegalArgumentException if the disk is too small
     * @throws IllegalStateException if a file is not the one listed
     * @throws UncheckedIOException if the network or the disk fails
     */
    public void run(List<Fetch> fetches, LongConsumer progress) {
        checkSpace(fetches);
        var work = new ArrayList<Callable<Void>>();
        for (var fetch : fetches) {
            for (var file : smallestFirst(fetch.missing())) {
                work.add(() -> {
                    fetch(fetch.listing(), file, progress);
                    return null;
                });
            }
        }
        inParallel(work);
        fetches.stream()
                .filter(fetch -> fetch.offline().isEmpty())
                .forEach(fetch ->
                        cache.note(fetch.listing().repo(), fetch.listing().commit()));
    }

    /**
     * What the cache has, without asking the hub.
     *
     * @throws IllegalArgumentException if it lacks the repository or weights of it
     */
    public Fetch cached(Repo repo, RepoFiles needed) {
        return cached(repo, needed, "the hub was not asked");
    }

    private Fetch plan(Listing listing, RepoFiles needed) {
        var paths = listing.files().stream().map(RepoFile::path).toList();
        var names = needed.of(listing.repo(), paths);
        var files = listing.files().stream()
                .filter(file -> names.contains(file.path()))
                .map(file -> hub.known(listing, file))
                .toList();
        var missing = files.stream().filter(file -> !cache.has(listing, file)).toList();
        return new Fetch(listing, cache.folder(listing.repo(), listing.commit()), files, missing, "");
    }

    private Fetch cached(Repo repo, RepoFiles needed, String reason) {
        var commit = cache.commit(repo);
        var folder = cache.folder(repo, commit);
        argument(
                Files.isDirectory(folder),
                "Cannot find %s in %s, and %s; fetch it where there is a network and copy that folder",
                repo,
                cache.root(),
                reason);
        var files = cache.files(folder);
        var names = needed.of(repo, files.stream().map(RepoFile::path).toList());
        var used = files.stream().filter(file -> names.contains(file.path())).toList();
        return new Fetch(new Listing(repo, commit, files), folder, used, List.of(), reason);
    }

    private void checkSpace(List<Fetch> fetches) {
        long wanted = fetches.stream()
                .flatMap(fetch -> fetch.missing().stream().map(file -> left(fetch.listing(), file)))
                .reduce(0L, Long::sum);
        if (wanted == 0) {
            return;
        }
        try {
            Files.createDirectories(cache.root());
            long free = Files.getFileStore(cache.root()).getUsableSpace();
            argument(
                    wanted <= free,
                    "Wanted %.2f GB in %s, found %.2f GB free; make room, or set hub.cache (HF_HUB_CACHE) to a folder on"
                            + " another disk",
                    wanted * 1e-9,
                    cache.root(),
                    free * 1e-9);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + cache.root() + ": " + e.getMessage(), e);
        }
    }

    private long left(Listing listing, RepoFile file) {
        var blob = cache.blob(listing.repo(), file);
        return Files.exists(blob)
                ? 0
                : Math.max(0, file.size() - incomplete(blob).toFile().length());
    }

    /** So that a snapshot broken off lacks weights, which is seen, rather than a small file. */
    private static List<RepoFile> smallestFirst(List<RepoFile> files) {
        return files.stream().sorted(Comparator.comparing(RepoFile::size)).toList();
    }

    private void inParallel(List<Callable<Void>> work) {
        var threads = Executors.newFixedThreadPool(config.parallel());
        try {
            var done = new ExecutorCompletionService<Void>(threads);
            work.forEach(done::submit);
            for (int i = 0; i < work.size(); i++) {
                done.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while fetching", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void fetch(Listing listing, RepoFile file, LongConsumer progress) throws InterruptedException {
        var blob = cache.blob(listing.repo(), file);
        try {
            BlobLock.hold(cache.lock(listing.repo(), file), () -> {
                if (Files.isRegularFile(blob) && blob.toFile().length() == file.size()) {
                    progress.accept(file.size());
                } else {
                    Files.createDirectories(blob.getParent());
                    fetchBlob(listing, file, blob, progress);
                }
                cache.link(listing, file);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + blob + ": " + e.getMessage(), e);
        }
    }

    /** A file that is wrong is fetched once more, from its start: a part of it may have been of another. */
    private void fetchBlob(Listing listing, RepoFile file, Path blob, LongConsumer progress) throws IOException {
        var part = incomplete(blob);
        try {
            fetchPart(listing, file, part, progress);
        } catch (WrongBytes first) {
            drop(part, progress);
            try {
                fetchPart(listing, file, part, progress);
            } catch (WrongBytes again) {
                drop(part, progress);
                throw new IllegalStateException(
                        "%s of %s is damaged on its way, twice: %s; try again later, or look at hub.endpoint and at proxies"
                                .formatted(file.path(), listing.repo(), again.getMessage()),
                        again);
            }
        }
        Files.move(part, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void fetchPart(Listing listing, RepoFile file, Path part, LongConsumer progress) throws IOException {
        if (file.size() == 0) {
            Files.write(part, new byte[0]);
        }
        hub.fetch(listing, file, part, progress);
        if (!Checksum.matches(file.etag(), part)) {
            throw new WrongBytes(
                    "Wanted bytes of checksum %s as the hub lists them, found others".formatted(file.etag()));
        }
    }

    private static void drop(Path part, LongConsumer progress) throws IOException {
        progress.accept(-part.toFile().length());
        Files.deleteIfExists(part);
    }

    private static Path incomplete(Path blob) {
        return blob.resolveSibling(blob.getFileName() + INCOMPLETE);
    }
}
