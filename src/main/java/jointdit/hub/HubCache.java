package jointdit.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Repositories on disk, laid out as Python's huggingface_hub has them, so that either uses what the other fetched.
 *
 * <pre>
 * models--ORG--NAME/refs/REVISION          the commit that a branch or tag was at
 * models--ORG--NAME/blobs/ETAG             a file, whole; ETAG.incomplete one on its way
 * models--ORG--NAME/snapshots/COMMIT/PATH  link to its blob, or a copy where there are no links
 * .locks/models--ORG--NAME/ETAG.lock       held while the blob comes
 * </pre>
 *
 * @param root folder of all repositories
 */
public record HubCache(Path root) {
    /**
     * The folder of a repository as it was last fetched.
     *
     * @param repo such as {@code openai/clip-vit-base-patch16}
     * @param revision a branch, tag or commit
     */
    public Optional<Path> snapshot(String repo, String revision) {
        var wanted = new Repo(repo, revision);
        return Optional.of(folder(wanted, commit(wanted))).filter(Files::isDirectory);
    }

    /** Commit of a revision when it was last fetched, or the revision itself. */
    String commit(Repo repo) {
        var file = reference(repo);
        try {
            return Files.isRegularFile(file) ? Files.readString(file).strip() : repo.revision();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Notes the commit of a revision. */
    void note(Repo repo, String commit) {
        if (repo.revision().equals(commit) || commit(repo).equals(commit)) {
            return;
        }
        var file = reference(repo);
        put(file, part -> Files.writeString(part, commit));
    }

    Path folder(Repo repo, String commit) {
        return root.resolve(repo.folder()).resolve("snapshots").resolve(commit);
    }

    Path blob(Repo repo, RepoFile file) {
        return root.resolve(repo.folder()).resolve("blobs").resolve(file.etag());
    }

    Path lock(Repo repo, RepoFile file) {
        return root.resolve(".locks").resolve(repo.folder()).resolve(file.etag() + ".lock");
    }

    /** Whether the snapshot has the file, whole as far as its size tells. */
    boolean has(Listing listing, RepoFile file) {
        var path = folder(listing.repo(), listing.commit()).resolve(file.path());
        return Files.isRegularFile(path) && path.toFile().length() == file.size();
    }

    /** Shows a blob in the snapshot, in place of what is there. */
    void link(Listing listing, RepoFile file) {
        var blob = blob(listing.repo(), file);
        var path = folder(listing.repo(), listing.commit()).resolve(file.path());
        put(path, part -> {
            try {
                Files.createSymbolicLink(part, path.getParent().relativize(blob));
            } catch (UnsupportedOperationException | FileSystemException e) {
                Files.copy(blob, part);
            }
        });
    }

    /** Files of a snapshot, each with its size. */
    List<RepoFile> files(Path snapshot) {
        try (var all = Files.walk(snapshot)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> new RepoFile(
                            snapshot.relativize(path).toString().replace('\\', '/'),
                            path.toFile().length(),
                            ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + snapshot, e);
        }
    }

    private Path reference(Repo repo) {
        return root.resolve(repo.folder()).resolve("refs").resolve(repo.revision());
    }

    private interface Making {
        void at(Path part) throws IOException;
    }

    /** Makes a file under another name first, so that it is there whole or not at all. */
    private static void put(Path file, Making making) {
        var part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createDirectories(file.getParent());
            making.at(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException("Wanted a folder, found a file: " + e.getFile(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
