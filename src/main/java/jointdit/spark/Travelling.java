package jointdit.spark;

import java.io.Serializable;
import java.util.Optional;
import jointdit.config.Configs;

/**
 * Settings on their way to executors: as JSON, since an {@link Optional} cannot be serialized, and read once where they
 * arrive, not for each row of a table.
 */
public final class Travelling<T extends Record> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private final String json;
    private transient volatile T settings;

    /** {@code settings} of class {@code type}. */
    public Travelling(Class<T> type, T settings) {
        this.type = type;
        this.json = Configs.json(settings);
    }

    /** The settings. */
    public T get() {
        if (settings == null) {
            settings = Configs.read(json, type.getSimpleName(), type);
        }
        return settings;
    }
}
