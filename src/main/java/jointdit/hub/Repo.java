package jointdit.hub;

import static jointdit.config.Check.argument;

/**
 * A repository of models at one revision.
 *
 * @param id such as {@code openai/clip-vit-base-patch16}
 * @param revision a branch, tag, {@code refs/pr/N} or commit
 */
public record Repo(String id, String revision) {
    private static final String WORD = "[A-Za-z0-9_](?:[A-Za-z0-9_-]|\\.(?!\\.))*";

    public Repo {
        argument(isId(id), "Wanted a repository such as openai/clip-vit-base-patch16, found %s", id);
        argument(
                revision.matches(WORD + "(?:/" + WORD + ")*"),
                "Wanted a revision such as main, refs/pr/1 or a commit, found %s",
                revision);
    }

    /** Whether the text could name a repository; a folder of that name may be meant all the same. */
    public static boolean isId(String text) {
        return text.matches(WORD + "(?:/" + WORD + ")?") && text.length() <= 96;
    }

    /** Its folder in the cache. */
    String folder() {
        return "models--" + id.replace("/", "--");
    }

    @Override
    public String toString() {
        return revision.equals("main") ? id : id + "@" + revision;
    }
}
