package jointdit.config;

import static jointdit.config.Check.argument;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the settings of a job come from; a later one has its way over the earlier: the shipped
 * {@code configs/JOB.conf}, {@code file}, {@code text}, the environment where the shipped file names a variable
 * ({@code steps = ${?JOINTDIT_STEPS}}), the arguments. The shipped file lists every setting, {@code null} where it has
 * no value; a block that is shipped empty takes any key.
 *
 * @param job name of the job
 * @param file a file of the user
 * @param environment variables by name
 * @param arguments {@code path=value}, or {@code key=value} for a key of the job's own block
 * @param text HOCON as a file of the user would hold it
 */
public record SettingSources(
        String job, Optional<Path> file, Map<String, String> environment, List<String> arguments, String text) {
    private static final String VARIABLE = "environment variable ";
    private static final ConfigParseOptions STRICT =
            ConfigParseOptions.defaults().setAllowMissing(false);

    public SettingSources {
        environment = Map.copyOf(environment);
        arguments = List.copyOf(arguments);
    }

    /** Sources without a text. */
    public SettingSources(String job, Optional<Path> file, Map<String, String> environment, List<String> arguments) {
        this(job, file, environment, arguments, "");
    }

    /** The layers merged and checked. */
    Config resolved() {
        var shipped = ConfigFactory.parseResources(loader(), "configs/" + job + ".conf", STRICT);
        var known = shipped.resolve(ConfigResolveOptions.noSystem().appendResolver(variables()));
        var all = arguments(known)
                .withFallback(variables(known))
                .withFallback(userText())
                .withFallback(userFile())
                .withFallback(shipped)
                .resolve(ConfigResolveOptions.noSystem().appendResolver(variables()));
        new UnknownSettings(job, known.root()).reject(all.root());
        refuseLogins(all);
        return all;
    }

    /** Spark's messages, plans and tables repeat the addresses of files. */
    private static void refuseLogins(Config all) {
        for (var entry : all.entrySet()) {
            argument(
                    !Secrets.hasLogin(String.valueOf(entry.getValue().unwrapped())),
                    "Wanted %s without a login, found one before its @; leave it out, and give keys in the environment"
                            + " (AWS_ACCESS_KEY_ID) or as settings of Spark (docs/clusters.md, Object stores)",
                    entry.getKey());
        }
    }

    static ClassLoader loader() {
        return SettingSources.class.getClassLoader();
    }

    private Config userFile() {
        file.ifPresent(path -> argument(Files.isRegularFile(path), "Cannot find the settings file %s", path));
        return file.map(path -> ConfigFactory.parseFile(path.toFile(), STRICT)).orElseGet(ConfigFactory::empty);
    }

    private Config userText() {
        var options = ConfigParseOptions.defaults().setOriginDescription("settings");
        return ConfigFactory.parseString(text, options);
    }

    private Config arguments(Config known) {
        var all = ConfigFactory.empty();
        for (var text : arguments) {
            int equals = text.indexOf('=');
            argument(equals > 0, "Wanted an argument key=value, found \"%s\"", Secrets.hide(text));
            var key = text.substring(0, equals);
            var own = job + "." + key;
            all = all.withValue(known.hasPathOrNull(own) ? own : key, value(text, text.substring(equals + 1)));
        }
        return all;
    }

    /** Text as it stands, unless it begins as a HOCON list, block or quoted text does. */
    private static ConfigValue value(String argument, String text) {
        var told = "argument " + Secrets.hide(argument);
        if (text.matches("(?s)[\\[{\"].*")) {
            var options = ConfigParseOptions.defaults().setOriginDescription(told);
            return ConfigFactory.parseString("it = " + text, options).getValue("it");
        }
        return ConfigValueFactory.fromAnyRef(text.equals("null") ? null : text, told);
    }

    /** What the shipped file took from the environment, to be laid over the user's file as well. */
    private static Config variables(Config known) {
        var all = ConfigFactory.empty();
        for (var entry : known.entrySet()) {
            if (entry.getValue().origin().description().startsWith(VARIABLE)) {
                all = all.withValue(entry.getKey(), entry.getValue());
            }
        }
        return all;
    }

    private ConfigResolver variables() {
        return new ConfigResolver() {
            @Override
            public ConfigValue lookup(String name) {
                var value = environment.getOrDefault(name, ""); // empty counts as not set
                return value.isEmpty() ? null : ConfigValueFactory.fromAnyRef(value, VARIABLE + name);
            }

            @Override
            public ConfigResolver withFallback(ConfigResolver fallback) {
                return this;
            }
        };
    }
}
