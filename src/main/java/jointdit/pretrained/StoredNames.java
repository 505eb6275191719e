package jointdit.pretrained;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the files of a network name its tensors.
 *
 * @param aliases other names a parameter may have, tried in order where its own is absent
 * @param others pattern that whole names must match of tensors that may be there and are not wanted, such as buffers
 */
public record StoredNames(List<Alias> aliases, Pattern others) {
    /** Own names, and nothing else in the file. */
    public static final StoredNames OWN = new StoredNames(List.of(), Pattern.compile("(?!)"));

    /**
     * Another name, from the own one by a regular expression.
     *
     * @param pattern must be found in the parameter's name
     * @param replacement of what was found, as of {@link String#replaceAll}
     */
    public record Alias(Pattern pattern, String replacement) {}

    public StoredNames {
        aliases = List.copyOf(aliases);
    }

    /** The same with another alias, tried after the known ones. */
    public StoredNames alias(String pattern, String replacement) {
        var more = new ArrayList<>(aliases);
        more.add(new Alias(Pattern.compile(pattern), replacement));
        return new StoredNames(more, others);
    }

    /** The same with tensors that may be there beside the parameters; {@code pattern} is matched to whole names. */
    public StoredNames ignoring(String pattern) {
        return new StoredNames(aliases, Pattern.compile("(?:" + others.pattern() + ")|(?:" + pattern + ")"));
    }

    /** Names under which {@code parameter} may be stored, its own first. */
    List<String> of(String parameter) {
        var names = new ArrayList<String>();
        names.add(parameter);
        for (var alias : aliases) {
            var matcher = alias.pattern().matcher(parameter);
            if (matcher.find()) {
                names.add(matcher.replaceAll(alias.replacement()));
            }
        }
        return names;
    }
}
