package jointdit.spark.ml;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Params as settings of a job: what is not set is as the job's shipped {@code configs/JOB.conf} has it.
 *
 * @param job its name
 */
record JobSettings(String job) {
    private static final Map<String, Map<String, String>> SHIPPED = new ConcurrentHashMap<>();

    /** The shipped value at a path of the job's own block. */
    String text(String path) {
        var value = shipped().get(job + "." + path);
        argument(value != null, "Wanted a default of %s, found none in configs/%s.conf", path, job);
        return value;
    }

    /** The same of a whole number. */
    int whole(String path) {
        return Integer.parseInt(text(path));
    }

    /** The same of a number. */
    double number(String path) {
        return Double.parseDouble(text(path));
    }

    private Map<String, String> shipped() {
        return SHIPPED.computeIfAbsent(job, j -> settings(List.of(), "").texts(j));
    }

    /**
     * All settings of the job.
     *
     * @param stage whose params those are that were set
     * @param paths of params in the job's own block
     * @param text HOCON as in a file of settings, for what no param sets
     * @throws IllegalArgumentException if one is unknown or wrong; the message says which and what is allowed
     */
    Settings of(Params stage, Map<Param<?>, String> paths, String text) {
        var arguments = new ArrayList<String>();
        paths.forEach((param, path) -> {
            if (stage.isSet(param)) {
                var value = String.valueOf(stage.getOrDefault(param));
                arguments.add(job + "." + path + "=" + (value.isEmpty() ? "null" : value));
            }
        });
        return settings(arguments, text);
    }

    private Settings settings(List<String> arguments, String text) {
        return Settings.load(new SettingSources(job, Optional.empty(), Map.of(), arguments, text));
    }
}
