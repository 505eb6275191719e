package jointdit.config;

import static jointdit.config.Check.argument;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** Copies of records in which some components are others, as records of many settings need them. */
public final class Records {
    private Records() {}

    /**
     * {@code whole} with other values of the components that {@code changes} names; the record checks them as ever.
     *
     * @throws IllegalArgumentException if it has no such component, or the record refuses a value
     */
    public static <T extends Record> T with(T whole, Map<String, ?> changes) {
        var components = whole.getClass().getRecordComponents();
        var names = Arrays.stream(components).map(RecordComponent::getName).toList();
        argument(names.containsAll(changes.keySet()), "Wanted components of %s, found %s", names, changes.keySet());
        var values = Stream.of(components)
                .map(part -> changes.containsKey(part.getName()) ? changes.get(part.getName()) : value(whole, part))
                .toArray();
        return made(whole, components, values);
    }

    private static Object value(Record whole, RecordComponent part) {
        try {
            part.getAccessor().setAccessible(true); // of records that are not public
            return part.getAccessor().invoke(whole);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + part, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> T made(T whole, RecordComponent[] components, Object[] values) {
        try {
            var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = whole.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (T) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + whole.getClass().getSimpleName(), e);
        }
    }
}
