package jointdit.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Settings without parts: numbers, text, switches, durations, enums, sizes. */
final class PlainValues {
    private PlainValues() {}

    static Object read(ConfigValue value, String path, Class<?> type) {
        if (value instanceof ConfigObject || value instanceof ConfigList) {
            throw wrong(value, path, type, "");
        }
        var text = String.valueOf(value.unwrapped());
        if (type.isEnum()) {
            return constant(value, path, type, text);
        }
        try {
            return parse(value, type, text);
        } catch (ArithmeticException | NumberFormatException | ConfigException e) {
            throw wrong(value, path, type, "");
        }
    }

    /** What a setting of this type is called in a message. */
    static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + constants(type);
        }
        return switch (type.getSimpleName()) {
            case "int", "long", "Integer", "Long" -> "a whole number";
            case "double", "Double" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "text";
            case "Duration" -> "a duration such as 10s";
            case "Bytes" -> "a size such as 48GiB";
            case "List" -> "a list";
            default -> "a block of settings";
        };
    }

    private static Object parse(ConfigValue value, Class<?> type, String text) {
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> new BigDecimal(text).intValueExact();
            case "long", "Long" -> new BigDecimal(text).longValueExact();
            case "double", "Double" -> Double.parseDouble(text);
            case "boolean", "Boolean" -> truth(text);
            case "String" -> text;
            case "Duration" -> value.atKey("it").getDuration("it");
            case "Bytes" -> Bytes.parse(text);
            default -> throw new IllegalStateException("Settings cannot have the type " + type.getName());
        };
    }

    /** Also what people write into variables of the environment. */
    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new NumberFormatException(text);
        };
    }

    private static Object constant(ConfigValue value, String path, Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Keys.kebab((Enum<?>) constant).equalsIgnoreCase(text.replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> wrong(value, path, type, Keys.suggestion(text, constants(type))));
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Keys.kebab((Enum<?>) constant))
                .toList();
    }

    private static IllegalArgumentException wrong(ConfigValue value, String path, Class<?> type, String suggestion) {
        return Places.error(
                value, "Wanted %s to be %s, found %s%s", path, wanted(type), SettingReader.shown(value), suggestion);
    }
}
