package jointdit.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jointdit.config.Bytes;
import jointdit.config.Configs;

/**
 * What a setting may be: its type in its record, and what the record says of values out of its range when it is given
 * some.
 *
 * @param type of the component
 * @param kinds settings that pick the records which have it, such as {@code train.parallel.kind=rounds}
 */
record SettingType(Type type, List<String> kinds) {
    private static final List<String> OUTSIDE = List.of("-1", "0", "1", "1.5", "100000000000");
    private static final String REFUSED = "(?:^|[ .])%s must (.*?)(?:, found|;|$)";
    private static final Map<String, Config> SHIPPED = new ConcurrentHashMap<>();

    /** Of the setting at {@code path}, if a record has it. */
    static Optional<SettingType> of(String path) {
        var parts = List.of(path.split("\\."));
        return SettingRecords.of(path).flatMap(root -> within(root.type(), parts, 1, List.of()));
    }

    private static Optional<SettingType> within(Type type, List<String> parts, int at, List<String> kinds) {
        if (at == parts.size()) {
            return Optional.of(new SettingType(type, kinds));
        }
        var raw = raw(type);
        if (raw.isRecord()) {
            return component(raw, parts.get(at)).flatMap(part -> within(part, parts, at + 1, kinds));
        }
        if (!raw.isSealed()) {
            return Optional.empty();
        }
        if (parts.get(at).equals("kind")) {
            return Optional.of(new SettingType(raw, kinds));
        }
        return variants(raw)
                .flatMap(variant -> {
                    var kind = String.join(".", parts.subList(0, at)) + ".kind=" + kebab(variant.getSimpleName());
                    var more = Stream.concat(kinds.stream(), Stream.of(kind)).toList();
                    return within(variant, parts, at, more).stream();
                })
                .findFirst();
    }

    /** By name, since the compiler has them in no lasting order. */
    private static Stream<Class<?>> variants(Class<?> sealed) {
        return Stream.<Class<?>>of(sealed.getPermittedSubclasses()).sorted(Comparator.comparing(Class::getSimpleName));
    }

    private static Optional<Type> component(Class<?> record, String key) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> kebab(component.getName()).equals(key))
                .map(RecordComponent::getGenericType)
                .findFirst();
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Optional.class
                    ? raw(generic.getActualTypeArguments()[0])
                    : (Class<?>) generic.getRawType();
        }
        return (Class<?>) type;
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** In words, such as {@code `none`, `block`} or {@code whole number, at least 1, or null}. */
    String words(String path) {
        var words = Stream.concat(Stream.of(named()), ranges(path).stream()).collect(Collectors.joining(", "));
        boolean optional = type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
        return optional ? words + ", or `null`" : words;
    }

    private String named() {
        var raw = raw(type);
        if (raw.isEnum()) {
            return choices(Stream.of(raw.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .map(name -> name.length() == 1
                            ? name
                            : name.toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        if (raw.isSealed()) {
            return choices(variants(raw).map(Class::getSimpleName).map(SettingType::kebab));
        }
        if (raw == List.class) {
            return list();
        }
        return Map.<Class<?>, String>of(
                        int.class, "whole number",
                        Integer.class, "whole number",
                        long.class, "whole number",
                        Long.class, "whole number",
                        double.class, "number",
                        Double.class, "number",
                        boolean.class, "`true`, `false`",
                        String.class, "text",
                        Duration.class, "duration",
                        Bytes.class, "size")
                .getOrDefault(raw, "block");
    }

    private String list() {
        var list = (ParameterizedType) type;
        if (list.getRawType() == Optional.class) {
            list = (ParameterizedType) list.getActualTypeArguments()[0];
        }
        return "list of " + new SettingType(list.getActualTypeArguments()[0], List.of()).named();
    }

    private static String choices(Stream<String> names) {
        return names.map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /** What the records say of values that are no good. */
    private Set<String> ranges(String path) {
        var ranges = new LinkedHashSet<String>();
        if (named().endsWith("number")) {
            for (var value : OUTSIDE) {
                if (named().equals("number") || !value.contains(".")) {
                    refusal(path, value).ifPresent(ranges::add);
                }
            }
        }
        return ranges;
    }

    private Optional<String> refusal(String path, String value) {
        var record = SettingRecords.of(path).orElseThrow();
        var settings = SHIPPED.computeIfAbsent(record.job(), SettingType::shipped);
        for (var kind : kinds) {
            settings = with(settings, kind.split("=")[0], kind.split("=")[1]);
        }
        try {
            Configs.read(with(settings, path, value), path.substring(0, path.indexOf('.')), record.type());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            var key = Pattern.quote(path.substring(path.lastIndexOf('.') + 1));
            var refused = Pattern.compile(REFUSED.formatted(key)).matcher(e.getMessage());
            return refused.find()
                    ? Optional.of(refused.group(1).replaceAll("^(?:be|lie) |^(not )be ", "$1"))
                    : Optional.empty();
        }
    }

    private static Config shipped(String job) {
        return ConfigFactory.parseResources("configs/" + job + ".conf").resolve(ConfigResolveOptions.noSystem());
    }

    private static Config with(Config settings, String path, String value) {
        return settings.withValue(path, ConfigValueFactory.fromAnyRef(value));
    }
}
