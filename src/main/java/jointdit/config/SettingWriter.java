package jointdit.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns records back into the maps, lists and plain values of a configuration. */
final class SettingWriter {
    private SettingWriter() {}

    static Map<String, Object> map(Record settings) {
        var map = new LinkedHashMap<String, Object>();
        if (isChoice(settings.getClass())) {
            map.put("kind", Keys.kebab(settings.getClass().getSimpleName()));
        }
        for (var component : settings.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                put(map, Keys.of(component), component.getAccessor().invoke(settings));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot read " + component, e);
            }
        }
        return map;
    }

    private static void put(Map<String, Object> map, String key, Object value) {
        var present = value instanceof Optional<?> optional ? optional : Optional.of(value);
        present.ifPresent(v -> map.put(key, plain(v)));
    }

    private static Object plain(Object value) {
        if (value instanceof Bytes size) {
            return size.count() + "B";
        }
        if (value instanceof Record block) {
            return map(block);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(SettingWriter::plain).toList();
        }
        if (value instanceof Enum<?> constant) {
            return Keys.kebab(constant);
        }
        return value instanceof Duration duration ? duration.toNanos() + "ns" : value;
    }

    private static boolean isChoice(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
    }
}
