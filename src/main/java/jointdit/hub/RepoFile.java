package jointdit.hub;

import static jointdit.config.Check.argument;

import java.util.Arrays;

/**
 * A file of a repository.
 *
 * @param path inside the repository, with {@code /}
 * @param size bytes, -1 if the listing does not say
 * @param etag SHA-256 of a large file, Git's SHA-1 of a small one, the name of its blob in the cache; empty if the
 *     listing does not say
 */
record RepoFile(String path, long size, String etag) {
    RepoFile {
        argument(isSafe(path), "Refused the path %s of the listing: it could lead out of the cache", path);
        argument(etag.matches("[A-Za-z0-9_-]{0,128}"), "Refused the identity %s of %s: not a file's name", etag, path);
    }

    boolean isKnown() {
        return size >= 0 && !etag.isEmpty();
    }

    private static boolean isSafe(String path) {
        boolean plain = !path.isEmpty() && path.chars().noneMatch(c -> c < ' ' || c == '\\');
        return plain
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
