package jointdit.joint;

import static java.util.Locale.ROOT;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jointdit.diffusion.NoiseLevel;
import jointdit.diffusion.Preconditioning;
import jointdit.pretrained.scheduler.SchedulerChoice;
import jointdit.pretrained.scheduler.SchedulerConfig;

/**
 * Noise that a published tower was trained with, as the scheduler of its pipeline says, against that of the joint
 * model.
 *
 * @param scheduler the published one
 * @param place its folder
 * @param key of the settings in the model block: video or audio
 */
public record PublishedNoise(SchedulerConfig scheduler, Path place, String key) {
    /** Quantile beside the median within which 99.7% of the training noise lies. */
    private static final double USUAL = 3;
    /** Of levels of noise, which the published code adds up in single precision. */
    private static final double TOLERANCE = 1e-3;

    /**
     * What does not fit, of both towers; a tower that is a folder of its UNet alone says nothing of its noise.
     *
     * @param model with its folders on this machine
     * @throws IllegalArgumentException naming every option of a scheduler that is not supported
     */
    public static List<String> misfits(JointConfig model) {
        var video = of(model.video(), "video").stream()
                .flatMap(noise -> noise.misfits(model.videoNoise(), model.videoScales()));
        var audio = of(model.audio(), "audio").stream()
                .flatMap(noise -> noise.misfits(model.audioNoise(), model.audioScales()));
        return Stream.concat(video, audio).toList();
    }

    private static Optional<PublishedNoise> of(TowerConfig tower, String key) {
        return folder(tower)
                .map(folder -> folder.resolve("scheduler"))
                .filter(folder -> Files.isRegularFile(folder.resolve(SchedulerConfig.FILE)))
                .map(folder ->
                        new PublishedNoise(SchedulerConfig.read(folder, SchedulerChoice.PUBLISHED), folder, key));
    }

    private static Optional<Path> folder(TowerConfig tower) {
        if (tower instanceof TowerConfig.Svd svd) {
            return Optional.of(Path.of(svd.model()));
        }
        return tower instanceof TowerConfig.Audioldm2 audioldm2
                ? Optional.of(Path.of(audioldm2.model()))
                : Optional.empty();
    }

    private Stream<String> misfits(NoiseLevel noise, Preconditioning scales) {
        var found = new ArrayList<String>();
        if (!scales.getClass().equals(predicted())) {
            found.add("Wanted model.%s { kind = %s }, as the scheduler of %s predicts %s, found %s"
                    .formatted(
                            key.equals("video") ? "preconditioning" : "audio-preconditioning",
                            kind(predicted()),
                            place,
                            kind(scheduler.prediction()),
                            scales));
        }
        if (!fits(noise)) {
            found.add("Wanted model.%s-noise %s, as the scheduler of %s has it, found %s"
                    .formatted(key, published(), place, noise));
        }
        return found.stream();
    }

    private Class<? extends Preconditioning> predicted() {
        return switch (scheduler.prediction()) {
            case EPSILON -> Preconditioning.Epsilon.class;
            case V_PREDICTION -> Preconditioning.Velocity.class;
            case SAMPLE -> Preconditioning.Clean.class;
        };
    }

    private static String kind(Class<?> type) {
        return kind(type.getSimpleName());
    }

    private static String kind(Object name) {
        return name.toString().toLowerCase(ROOT);
    }

    private boolean fits(NoiseLevel noise) {
        if (scheduler.continuous()) {
            var range = scheduler.range();
            return noise instanceof NoiseLevel.LogNormal && noise.at(-USUAL) >= range[0] && noise.at(USUAL) <= range[1];
        }
        var trained = scheduler.table().sigmas();
        return noise instanceof NoiseLevel.Ddpm ddpm
                && ddpm.steps() == trained.length
                && IntStream.range(0, trained.length)
                        .allMatch(t -> near(ddpm.sigma((t + 0.5) / trained.length), trained[t]));
    }

    private static boolean near(double found, double wanted) {
        return Math.abs(found - wanted) <= TOLERANCE * wanted;
    }

    /** The noise to set. */
    private String published() {
        if (scheduler.continuous()) {
            var range = scheduler.range();
            return "{ kind = log-normal } that lies mostly between %s and %s".formatted(range[0], range[1]);
        }
        var betas = scheduler.table().betas();
        return "{ kind = ddpm, steps = %d, beta-start = %s, beta-end = %s }"
                .formatted(betas.length, digits(betas[0]), digits(betas[betas.length - 1]));
    }

    private static String digits(double value) {
        return new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString();
    }
}
