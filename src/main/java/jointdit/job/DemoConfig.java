package jointdit.job;

import static jointdit.config.Check.argument;

import java.util.Optional;

/**
 * Settings of the demo, the {@code demo} block of a configuration file; those of its steps are in their own blocks.
 *
 * @param out folder of the page and of all that is made
 * @param clips the user's clips, a folder or a manifest; without it clips are made
 * @param mostFiles most files of the user's that are taken, at least 2
 * @param seconds length of the clips that the user's files are cut into, above 0
 * @param prompts held-out clips that the page shows, at least 1
 * @param steps of training
 */
record DemoConfig(String out, Optional<String> clips, int mostFiles, double seconds, int prompts, Steps steps) {
    DemoConfig {
        argument(!out.isBlank(), "out must name a folder, found nothing");
        argument(mostFiles >= 2, "most-files must be at least 2, found %d", mostFiles);
        argument(seconds > 0, "seconds must be above 0, found %s", seconds);
        argument(prompts >= 1, "prompts must be at least 1, found %d", prompts);
    }

    /**
     * Steps of each stage, at least 1.
     *
     * @param expert both towers, each for itself
     * @param a the joint blocks between the frozen towers
     * @param b all together
     */
    record Steps(int expert, int a, int b) {
        Steps {
            argument(expert >= 1 && a >= 1 && b >= 1, "steps must be at least 1, found %d, %d, %d", expert, a, b);
        }
    }
}
