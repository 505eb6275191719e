package jointdit.hub;

import static jointdit.config.Check.argument;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a repository holds at one commit.
 *
 * @param repo the repository
 * @param commit its hash
 * @param files all of them
 */
record Listing(Repo repo, String commit, List<RepoFile> files) {
    Listing {
        argument(
                commit.matches("[A-Za-z0-9]{1,64}"),
                "Wanted the hash of a commit in the listing of %s, found %s",
                repo,
                commit);
        files = List.copyOf(files);
    }

    /**
     * Reads the hub's answer about a model.
     *
     * @throws IllegalArgumentException if it is something else, or holds a path that leads out of the cache
     */
    static Listing of(Repo repo, String json) {
        try {
            var model = JsonParser.parseString(json).getAsJsonObject();
            var files = new ArrayList<RepoFile>();
            for (var sibling : model.getAsJsonArray("siblings")) {
                files.add(file(sibling.getAsJsonObject()));
            }
            return new Listing(repo, model.get("sha").getAsString(), files);
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NullPointerException e) {
            throw new IllegalArgumentException(
                    "Wanted a listing of %s with sha and siblings, found something else; look at hub.endpoint"
                            .formatted(repo),
                    e);
        }
    }

    private static RepoFile file(JsonObject sibling) {
        var path = sibling.get("rfilename").getAsString();
        var large = value(sibling, "lfs").map(JsonElement::getAsJsonObject);
        var size = large.flatMap(lfs -> value(lfs, "size")).or(() -> value(sibling, "size"));
        var etag = large.flatMap(lfs -> value(lfs, "sha256").or(() -> value(lfs, "oid")))
                .or(() -> large.isPresent() ? Optional.empty() : value(sibling, "blobId"));
        return new RepoFile(
                path,
                size.map(JsonElement::getAsLong).orElse(-1L),
                etag.map(JsonElement::getAsString).orElse(""));
    }

    private static Optional<JsonElement> value(JsonObject object, String key) {
        return Optional.ofNullable(object.get(key)).filter(value -> !value.isJsonNull());
    }
}
