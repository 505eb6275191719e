package jointdit.pretrained.clip;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters written as in HTML: all numbers, the names of Latin-1, and those of common punctuation. */
final class HtmlEntities {
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\\w+));");
    /** From U+00A0 on. */
    private static final List<String> LATIN =
            List.of(("nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo"
                            + " not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12"
                            + " frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave"
                            + " Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml"
                            + " Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml"
                            + " igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute"
                            + " ucirc uuml yacute thorn yuml")
                    .split(" "));

    private static final Map<String, String> NAMES = names();

    private HtmlEntities() {}

    private static Map<String, String> names() {
        var names = new HashMap<>(Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'"));
        names.putAll(Map.of("ndash", "–", "mdash", "—", "hellip", "…", "euro", "€", "trade", "™"));
        names.putAll(Map.of("lsquo", "‘", "rsquo", "’", "ldquo", "“", "rdquo", "”", "bull", "•"));
        for (var i = 0; i < LATIN.size(); i++) {
            names.put(LATIN.get(i), Character.toString(0xa0 + i));
        }
        return Map.copyOf(names);
    }

    /** Replaces each entity once; those not known stay. */
    static String unescape(String text) {
        return ENTITY.matcher(text).replaceAll(m -> Matcher.quoteReplacement(character(m)));
    }

    private static String character(MatchResult entity) {
        if (entity.group(3) != null) {
            return NAMES.getOrDefault(entity.group(3), entity.group());
        }
        var code = entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
        return Character.isDefined(code) ? Character.toString(code) : entity.group();
    }
}
