package jointdit.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns values of a configuration into records, lists, optional values, closed choices and plain values. */
final class SettingReader {
    private static final String KIND = "kind";

    private SettingReader() {}

    /** Reads {@code value}, found at {@code path}, as {@code type}. */
    static Object read(ConfigValue value, String path, Type type) {
        if (type instanceof ParameterizedType generic) {
            var item = generic.getActualTypeArguments()[0];
            return generic.getRawType() == Optional.class
                    ? Optional.of(read(value, path, item))
                    : list(value, path, item);
        }
        var raw = (Class<?>) type;
        if (raw.isEnum() || raw == Bytes.class || !(raw.isSealed() || raw.isRecord())) {
            return PlainValues.read(value, path, raw);
        }
        if (!(value instanceof ConfigObject block)) {
            throw Places.error(value, "Wanted %s to be a block of settings, found %s", path, shown(value));
        }
        return raw.isRecord() ? record(block, path, raw, Keys.of(raw)) : choice(block, path, raw);
    }

    /** The value as it was written, for a message. */
    static String shown(ConfigValue value) {
        return value instanceof ConfigObject ? "a block" : value.render();
    }

    private static List<Object> list(ConfigValue value, String path, Type item) {
        if (value.valueType() != ConfigValueType.LIST) {
            throw Places.error(value, "Wanted %s to be a list such as [a, b], found %s", path, shown(value));
        }
        return ((ConfigList) value)
                .stream().map(element -> read(element, path, item)).toList();
    }

    private static Object choice(ConfigObject block, String path, Class<?> sealed) {
        var variants = List.of(sealed.getPermittedSubclasses());
        var kinds = variants.stream().map(v -> Keys.kebab(v.getSimpleName())).toList();
        if (isMissing(block, KIND)) {
            throw Places.error(block, "Missing %s.kind, one of %s", path, kinds);
        }
        var kind = block.get(KIND);
        int index = kinds.indexOf(String.valueOf(kind.unwrapped()));
        if (index < 0) {
            var suggestion = Keys.suggestion(String.valueOf(kind.unwrapped()), kinds);
            throw Places.error(
                    kind, "Wanted %s.kind to be one of %s, found %s%s", path, kinds, shown(kind), suggestion);
        }
        var allowed = new TreeSet<>(Set.of(KIND));
        variants.forEach(variant -> allowed.addAll(Keys.of(variant)));
        return record(block, path, variants.get(index), allowed);
    }

    private static Object record(ConfigObject block, String path, Class<?> type, Set<String> allowed) {
        rejectUnknown(block, path, allowed);
        var components = type.getRecordComponents();
        var values =
                Arrays.stream(components).map(c -> component(block, path, c)).toArray();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw refused(block, path, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot build " + type.getName() + " for " + path, e);
        }
    }

    private static void rejectUnknown(ConfigObject block, String path, Set<String> allowed) {
        for (var key : new TreeSet<>(block.keySet())) {
            if (!allowed.contains(key)) {
                var suggestion = Keys.suggestion(key, allowed);
                throw Places.error(
                        block.get(key), "Unknown setting %s; allowed are %s%s", dot(path, key), allowed, suggestion);
            }
        }
    }

    private static Object component(ConfigObject block, String path, RecordComponent component) {
        var key = Keys.of(component);
        if (!isMissing(block, key)) {
            return read(block.get(key), dot(path, key), component.getGenericType());
        }
        if (component.getType() == Optional.class) {
            return Optional.empty();
        }
        throw Places.error(block, "Missing %s, %s", dot(path, key), PlainValues.wanted(component.getType()));
    }

    /** The record's own message, at the line of the setting it begins with. */
    private static IllegalArgumentException refused(ConfigObject block, String path, Throwable cause) {
        var message = String.valueOf(cause.getMessage());
        var first = message.split("[ ,:]", 2)[0];
        boolean named = first.matches("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*")
                && block.toConfig().hasPath(first);
        var error = named
                ? Places.of(block.toConfig().getValue(first)) + ": " + dot(path, message)
                : Places.of(block) + ": " + path + ": " + message;
        return new IllegalArgumentException(error, cause);
    }

    private static boolean isMissing(ConfigObject block, String key) {
        return !block.containsKey(key) || block.get(key).valueType() == ConfigValueType.NULL;
    }

    private static String dot(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
