package jointdit.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds settings that the shipped file of a job does not list.
 *
 * @param job name of the job
 * @param known all it ships
 */
record UnknownSettings(String job, ConfigObject known) {
    /** Throws for the first unknown setting of {@code given}, with the place it was written at. */
    void reject(ConfigObject given) {
        reject(given, known, "");
    }

    private void reject(ConfigObject given, ConfigObject allowed, String prefix) {
        for (var entry : given.entrySet()) {
            var path = prefix + entry.getKey();
            if (!allowed.containsKey(entry.getKey())) {
                rejectUnlessOfAnotherJob(path, entry.getValue(), allowed);
            } else if (isBlock(entry)
                    && allowed.get(entry.getKey()) instanceof ConfigObject block
                    && !block.isEmpty()) {
                reject((ConfigObject) entry.getValue(), block, path + ".");
            }
        }
    }

    /** One file of the user may serve several jobs: a block is fine when some shipped file bears its name. */
    private void rejectUnlessOfAnotherJob(String path, ConfigValue value, ConfigObject siblings) {
        boolean block = value instanceof ConfigObject && !path.contains(".");
        if (block && SettingSources.loader().getResource("configs/" + path + ".conf") != null) {
            return;
        }
        var allowed = new TreeSet<>(siblings.keySet());
        if (!path.contains(".") && known.get(job) instanceof ConfigObject own) {
            allowed.addAll(own.keySet());
        }
        var suggestion = Keys.suggestion(path, paths(known, ""));
        throw Places.error(value, "Unknown setting %s; allowed are %s%s", path, allowed, suggestion);
    }

    private static List<String> paths(ConfigObject block, String prefix) {
        var paths = new ArrayList<String>();
        for (var key : new TreeSet<>(block.keySet())) {
            paths.add(prefix + key);
            if (block.get(key) instanceof ConfigObject inner) {
                paths.addAll(paths(inner, prefix + key + "."));
            }
        }
        return paths;
    }

    private static boolean isBlock(Map.Entry<String, ConfigValue> entry) {
        return entry.getValue() instanceof ConfigObject;
    }
}
