package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.List;
import jointdit.config.Build;
import jointdit.evaluate.chart.LineChart;
import jointdit.job.DemoPage.Pair;
import jointdit.spark.CacheReport;

/**
 * The words of the demo's page.
 *
 * @param settings of the demo
 * @param clips what was learned from
 * @param cached what became of them
 * @param model folder of the last stage
 */
record DemoTexts(DemoSettings settings, Demo.Clips clips, CacheReport cached, String model) {
    /** The page. */
    DemoPage page(List<DemoPage.Card> shipped, DemoShow.Shown shown, List<LineChart> charts) {
        return new DemoPage(
                lead(), shown.cards(), shown.scores(), noScores(), stages(), charts, facts(), next(), shipped);
    }

    private String lead() {
        return "One first frame goes in; moving pictures and the sound that belongs to them come out, made together by "
                + "one model. It was trained from nothing on this machine, on " + clips.words() + ".";
    }

    private String noScores() {
        return settings.demo().clips().isPresent()
                ? "When something is to be seen and heard in your clips nobody has told, so there are no scores here: look"
                        + " and listen. So few clips teach a model how they look and sound, and little more. Run the demo"
                        + " without clips=DIR for scenes whose events can be measured."
                : "Scores need the scene bounce, in which every floor hit can be seen; add it to make-clips.scenes.";
    }

    private String stages() {
        var steps = settings.demo().steps();
        int b = steps.expert() + steps.a();
        return ("Loss over training, lower is better. Up to step %d the towers of video and audio learn, each for itself; up"
                        + " to step %d the joint blocks between them; from there on all together.")
                .formatted(steps.expert(), b);
    }

    private List<Pair> facts() {
        var codec = cached.codec();
        var steps = settings.demo().steps();
        var sampling = settings.generate().sample().sampling();
        return List.of(
                new Pair("Clips", clips.words()),
                new Pair(
                        "Latents",
                        String.format(
                                ROOT,
                                "of %d clips, %d could not be read; the codec alone gives %.1f dB PSNR and log-mel L1 %.2f",
                                cached.clips(),
                                cached.failed(),
                                codec.psnr(),
                                codec.logMelL1())),
                new Pair(
                        "Training",
                        "%d steps of the towers, %d of the joint blocks (stage A), %d of all (stage B); %d clips a step, %s"
                                .formatted(
                                        steps.expert(),
                                        steps.a(),
                                        steps.b(),
                                        settings.train().batch(),
                                        settings.precision().name().toLowerCase(ROOT))),
                new Pair(
                        "Sampling",
                        "%d steps, %s"
                                .formatted(
                                        sampling.steps(),
                                        sampling.solver()
                                                .name()
                                                .toLowerCase(ROOT)
                                                .replace('_', '-'))),
                new Pair(
                        "Machine",
                        "%d cores, %s"
                                .formatted(Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch"))),
                new Pair("Model", model),
                new Pair("Source", "commit " + Build.commit()));
    }

    private List<Pair> next() {
        var demo = settings.demo();
        return List.of(
                new Pair(
                        "Train longer: the ball gets whole, and its hits sound when they should. What is there is kept.",
                        "jobs/jointdit demo steps.b=" + 10 * demo.steps().b() + ownClips()),
                new Pair(
                        "Use your own clips, any folder of video files with sound:", "jobs/jointdit demo clips=FOLDER"),
                new Pair("Animate and sound an image of yours with this model:", """
                        jobs/jointdit generate image=FILE prompt="a red ball bounces" \\
                          model=%s \\
                          latents=%s""".formatted(
                                model, model.replaceAll("/runs/[^/]*$", "/latents"))),
                new Pair(
                        "Or take the steps one by one, each with its settings and what they are by default:",
                        "jobs/jointdit cache-latents --help\njobs/jointdit train --help\njobs/jointdit generate --help"));
    }

    private String ownClips() {
        return settings.demo().clips().map(clips -> " clips=" + clips).orElse("");
    }
}
