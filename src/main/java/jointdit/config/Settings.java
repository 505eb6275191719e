package jointdit.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All settings of one run of a job, resolved. The job's own block bears its name; blocks that jobs share stand beside
 * it.
 */
public final class Settings {
    private final String job;
    private final Config root;

    private Settings(String job, Config root) {
        this.job = job;
        this.root = root;
    }

    /**
     * Merges the layers and rejects what no shipped file knows.
     *
     * @throws IllegalArgumentException if a layer cannot be parsed or holds an unknown setting; the message says where
     */
    public static Settings load(SettingSources sources) {
        try {
            return new Settings(sources.job(), sources.resolved());
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Name of the job. */
    public String job() {
        return job;
    }

    /** Reads the job's own block, as {@link Configs#read(Config, String, Class)}. */
    public <T> T read(Class<T> type) {
        return read(job, type);
    }

    /** Reads the block at {@code path}, as {@link Configs#read(Config, String, Class)}. */
    public <T> T read(String path, Class<T> type) {
        return Configs.read(root, path, type);
    }

    /** Values of a block without a record, under their full paths, such as {@code spark.master}. */
    public Map<String, String> texts(String path) {
        var texts = new LinkedHashMap<String, String>();
        for (var entry : root.getConfig(path).entrySet()) {
            var key = path + "." + String.join(".", ConfigUtil.splitPath(entry.getKey()));
            texts.put(key, String.valueOf(entry.getValue().unwrapped()));
        }
        return texts;
    }

    /** Everything but secrets as one line of JSON, to be kept with what the job makes. */
    public String json() {
        var open = root;
        for (var entry : root.entrySet()) {
            if (Secrets.isSecret(entry.getKey())) {
                open = open.withoutPath(entry.getKey());
            }
        }
        return Secrets.hide(open.root().render(ConfigRenderOptions.concise()));
    }
}
