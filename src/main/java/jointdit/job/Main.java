package jointdit.job;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jointdit.config.Keys;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.config.ShippedSettings;
import jointdit.job.Command.Flag;
import jointdit.spark.Progress.Style;

/**
 * All jobs behind one command: {@code jointdit.job.Main JOB [--config FILE] [key=value ...]}. It exits with 0 when
 * done, 2 when the user is mistaken, 1 when it failed.
 */
public final class Main {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISTAKEN = 2;

    static final List<Job> JOBS = List.of(
            new DemoJob(),
            new CheckEnvJob(),
            new FetchModelsJob(),
            new FetchClipsJob(),
            new MakeClipsJob(),
            new CacheLatentsJob(),
            new TrainJob(),
            new GenerateJob(),
            new EvaluateJob(),
            new SynchronyJob(),
            new ExportJob(),
            new BenchJob(),
            new CheckGoldensJob(),
            new SmokeSvdJob(),
            new SmokeAldm2Job(),
            new DescribeJob(),
            new PlanJob(),
            new UiJob());

    private final List<Job> jobs;
    private final Map<String, String> environment;
    private final Terminal terminal;

    Main(List<Job> jobs, Map<String, String> environment, Terminal terminal) {
        this.jobs = jobs;
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Runs one job. A plain return is success, since Databricks takes any exit for a failure; but a process of its own
     * ({@code JOINTDIT_EXIT}) exits, since Spark keeps a timer of barrier stages that would keep it alive.
     */
    public static void main(String[] args) {
        var environment = System.getenv();
        var style = environment.containsKey("JOINTDIT_TERMINAL") ? Style.LIVE : Style.LINES;
        var terminal = new Terminal(System.out, System.err, style);
        int status = new Main(JOBS, environment, terminal).run(List.of(args));
        if (status != DONE || environment.containsKey("JOINTDIT_EXIT")) {
            System.exit(status);
        }
    }

    /** Runs one job and says what went wrong, if something did; the result is the exit status. */
    int run(List<String> words) {
        try {
            run(Command.of(words));
            return DONE;
        } catch (IllegalArgumentException e) {
            return tell(e, words, MISTAKEN);
        } catch (Exception e) {
            return tell(e, words, FAILED);
        }
    }

    private void run(Command command) throws Exception {
        if (command.job().isEmpty()) {
            terminal.say(help());
            argument(command.flags().contains(Flag.HELP), "Wanted a job");
            return;
        }
        var job = job(command.job().get());
        if (command.flags().contains(Flag.HELP)) {
            terminal.say(help(job));
            return;
        }
        job.run(
                Settings.load(new SettingSources(job.name(), command.file(), environment, settings(job, command))),
                terminal);
    }

    private static List<String> settings(Job job, Command command) {
        return command.settings().stream()
                .map(word -> word.contains("=")
                        ? word
                        : job.mainKey().map(key -> key + "=" + word).orElse(word))
                .toList();
    }

    private Job job(String name) {
        var names = jobs.stream().map(Job::name).toList();
        argument(names.contains(name), "Unknown job %s; jobs are %s%s", name, names, Keys.suggestion(name, names));
        return jobs.get(names.indexOf(name));
    }

    private int tell(Exception failure, List<String> words, int status) {
        terminal.err().println("jointdit: " + Failures.line(failure));
        if (words.contains("--debug")) {
            failure.printStackTrace(terminal.err());
        } else if (status == FAILED) {
            terminal.err().println("--debug shows where it happened");
        }
        return status;
    }

    private String help() {
        var list = jobs.stream()
                .map(job -> "  %-14s %s".formatted(job.name(), job.summary()))
                .collect(Collectors.joining("\n"));
        return """
                jobs/jointdit JOB [--config FILE] [key=value ...]

                %s

                  JOB --help     its settings and what they are by default
                  --config FILE  a HOCON file of settings laid over them
                  --debug        show where an error happened""".formatted(list);
    }

    private static String help(Job job) {
        return """
                jobs/jointdit %s [--config FILE] [key=value ...]

                %s.
                Set a value as key=value for a key of the block %s, as block.key=value for any other.

                %s""".formatted(job.name(), job.summary(), job.name(), ShippedSettings.text(job.name()));
    }
}
