package jointdit.pretrained.scheduler;

import java.util.Arrays;
import java.util.Locale;

/** Constants by their published names, which are their own in lower case. */
final class Named {
    private Named() {}

    static <E extends Enum<E>> E constant(E[] values, String key, String name) {
        return Arrays.stream(values)
                .filter(v -> name(v).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Option %s is %s; supported here: %s"
                        .formatted(
                                key,
                                name,
                                Arrays.stream(values).map(Named::name).toList())));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
