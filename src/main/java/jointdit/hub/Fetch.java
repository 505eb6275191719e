package jointdit.hub;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be fetched of a repository.
 *
 * @param listing its commit and all files
 * @param folder its snapshot in the cache
 * @param files those needed
 * @param missing those of them that the cache lacks
 * @param offline why the hub was not asked; empty if it was
 */
public record Fetch(Listing listing, Path folder, List<RepoFile> files, List<RepoFile> missing, String offline) {
    public Fetch {
        files = List.copyOf(files);
        missing = List.copyOf(missing);
    }

    /** Bytes of all files needed. */
    public long bytes() {
        return files.stream().mapToLong(RepoFile::size).sum();
    }

    /** Bytes of the files that the cache lacks. */
    public long missingBytes() {
        return missing.stream().mapToLong(RepoFile::size).sum();
    }
}
