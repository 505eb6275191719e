package jointdit.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** The protocol of the Hugging Face hub: what a repository holds, and its files. Thread-safe. */
final class Hub {
    private static final int LARGEST_LISTING = 1 << 25;

    private final String endpoint;
    private final Http http;
    private final Retries retries;

    Hub(HubConfig config) {
        endpoint = config.endpoint();
        http = config.http();
        retries = config.retries();
    }

    /**
     * The files of a repository.
     *
     * @throws HubUnreachable if there is no connection, or nothing but answers 429 and 5xx
     * @throws IllegalArgumentException if the repository is not there or not open to the token
     */
    Listing list(Repo repo) {
        var uri = URI.create(
                "%s/api/models/%s/revision/%s?blobs=true".formatted(endpoint, repo.id(), encoded(repo.revision())));
        try {
            return Listing.of(repo, retries.run("list " + repo, () -> text(uri), () -> 0));
        } catch (Refused e) {
            throw explained(repo, e);
        } catch (HubUnreachable e) {
            throw e;
        } catch (UncheckedIOException e) {
            throw new HubUnreachable(e.getMessage(), e.getCause());
        }
    }

    /** The file with size and identity, asked for where the listing lacks them. */
    RepoFile known(Listing listing, RepoFile file) {
        if (file.isKnown()) {
            return file;
        }
        var what = "ask for %s of %s".formatted(file.path(), listing.repo());
        try {
            var reply = retries.run(what, () -> http.head(uri(listing, file)), () -> 0);
            if (reply.status() >= 400) {
                throw new Refused(reply);
            }
            var size = reply.firstHeader("X-Linked-Size").map(Long::valueOf).or(reply::wholeLength);
            var found = new RepoFile(file.path(), size.orElse(-1L), reply.etag());
            argument(
                    found.isKnown(),
                    "Wanted size and ETag of %s of %s, found none in the answer of %s; look at hub.endpoint",
                    file.path(),
                    listing.repo(),
                    endpoint);
            return found;
        } catch (Refused e) {
            throw explained(listing.repo(), e);
        }
    }

    /**
     * Brings a file to disk, going on with what is there.
     *
     * @throws WrongBytes if it is of another size than listed
     * @throws UncheckedIOException if it breaks again and again, or cannot be written
     */
    void fetch(Listing listing, RepoFile file, Path part, LongConsumer progress) {
        try {
            new Download(http, uri(listing, file), part, file.size(), progress)
                    .run("fetch %s of %s".formatted(file.path(), listing.repo()), retries);
        } catch (Refused e) {
            throw explained(listing.repo(), e);
        }
    }

    private String text(URI uri) throws IOException, InterruptedException {
        try (var reply = http.get(uri, Map.of());
                var guard = new StallGuard(reply.body(), http.timeout())) {
            if (reply.status() != 200) {
                throw new Refused(reply);
            }
            return new String(guard.readAtMost(LARGEST_LISTING), UTF_8);
        } catch (Unreachable e) {
            throw new HubUnreachable(
                    "Cannot reach %s; look at the network, at hub.endpoint (HF_ENDPOINT) and at proxies"
                            .formatted(endpoint),
                    e);
        }
    }

    private IllegalArgumentException explained(Repo repo, Refused refusal) {
        var message = refusal.status() == 401 || refusal.status() == 403
                ? closed(repo, refusal)
                : "Cannot find %s on %s (%d); look for its name there, or at its revision %s"
                        .formatted(repo.id(), endpoint, refusal.status(), repo.revision());
        return new IllegalArgumentException(message, refusal);
    }

    private String closed(Repo repo, Refused refusal) {
        var page = endpoint + "/" + repo.id();
        if (refusal.code().equals("RepoNotFound")) {
            return "Cannot find %s (%d): there is no such repository, or it is private and wants another token in HF_TOKEN"
                    .formatted(page, refusal.status());
        }
        return http.token().isEmpty()
                ? ("%s is not open to all (%d): accept its licence on that page, make a token at %s/settings/tokens and"
                                + " set HF_TOKEN to it; or the name is wrong")
                        .formatted(page, refusal.status(), endpoint)
                : ("%s is not open to your token (%d): accept its licence on that page with the account of the token, and"
                                + " let the token read gated repositories (%s/settings/tokens)")
                        .formatted(page, refusal.status(), endpoint);
    }

    private URI uri(Listing listing, RepoFile file) {
        var path = Arrays.stream(file.path().split("/")).map(Hub::encoded).collect(Collectors.joining("/"));
        return URI.create(
                "%s/%s/resolve/%s/%s".formatted(endpoint, listing.repo().id(), listing.commit(), path));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
