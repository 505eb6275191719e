package jointdit.train;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jointdit.diffusion.Sigmas;
import jointdit.joint.JointConfig;
import jointdit.joint.JointDiT;
import jointdit.joint.LatentShape;
import jointdit.tensor.Array;
import jointdit.tensor.Noise;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;

/** Clips of one step with their noise levels, noise and dropped conditions, all from (seed, clip, step) alone. */
final class Batch {
    private final JointConfig config;
    private final LatentShape shape;
    private final TrainConfig train;

    Batch(JointConfig config, LatentShape shape, TrainConfig train) {
        this.config = config;
        this.shape = shape;
        this.train = train;
    }

    /** Inputs of {@link JointLoss} in training: with dropped conditions. */
    Array[] training(List<Example> examples, long step) {
        return arrays(examples, Noise.seed(train.seed(), step), true);
    }

    /** Inputs of {@link JointLoss} in validation: all conditions kept, the same noise every time. */
    Array[] validation(List<Example> examples) {
        return arrays(examples, Noise.seed(train.seed(), -1), false);
    }

    private Array[] arrays(List<Example> examples, long seed, boolean dropping) {
        argument(examples.size() == train.clips(), "Wanted %d clips, found %d", train.clips(), examples.size());
        var specs = JointDiT.inputs(config, shape, train.clips());
        var seeds = examples.stream().mapToLong(e -> Noise.seed(seed, e.id())).toArray();
        var keep = keep(examples, seeds, dropping);
        var common = Stream.of(
                gather(specs.get(0), examples, Example::video),
                gather(specs.get(1), examples, Example::audio),
                sigmas(seeds),
                gather(specs.get(3), examples, Example::picture),
                gather(specs.get(4), examples, Example::text),
                keep);
        var own = own(specs.subList(JointDiT.COMMON, specs.size()), examples, keep);
        var noise = Stream.of(noise(specs.get(0), seeds, 1), noise(specs.get(1), seeds, 2));
        return Stream.of(common, own, noise).flatMap(s -> s).toArray(Array[]::new);
    }

    /** Of clips whose text is dropped, what goes with no text. */
    private static Stream<Array> own(List<Spec> specs, List<Example> examples, Array keep) {
        examples.forEach(e -> argument(
                e.own().size() == specs.size() && e.textless().size() == specs.size(),
                "The towers take %d conditions of their own, clip %s has %d",
                specs.size(),
                e.id(),
                e.own().size()));
        var told = IntStream.range(0, examples.size())
                .mapToObj(i -> keep.floats()[4 * i] == 1
                        ? examples.get(i)
                        : examples.get(i).withoutText())
                .toList();
        return IntStream.range(0, specs.size())
                .mapToObj(i -> gather(specs.get(i), told, e -> e.own().get(i)));
    }

    private static Array gather(Spec spec, List<Example> examples, Function<Example, float[]> part) {
        var values = new float[Math.toIntExact(spec.shape().elements())];
        var size = values.length / examples.size();
        for (var i = 0; i < examples.size(); i++) {
            var clip = part.apply(examples.get(i));
            argument(
                    clip.length == size,
                    "Clip %s has %d values where the model takes %d",
                    examples.get(i).id(),
                    clip.length,
                    size);
            System.arraycopy(clip, 0, values, i * size, size);
        }
        return Array.of(spec.shape(), values);
    }

    Array sigmas(long[] seeds) {
        var values = new float[2 * seeds.length];
        for (var i = 0; i < seeds.length; i++) {
            var sigmas = sigmas(Noise.seed(seeds[i], 0));
            values[2 * i] = (float) sigmas.video();
            values[2 * i + 1] = (float) sigmas.audio();
        }
        return Array.of(Shape.of(seeds.length, 2), values);
    }

    private Sigmas sigmas(long seed) {
        return switch (train.times()) {
            case COUPLED -> config.schedule().at(time(seed));
            case INDEPENDENT -> config.schedule().at(time(seed), time(Noise.seed(seed, 1)));
        };
    }

    private static double time(long seed) {
        return new SplittableRandom(seed).nextDouble(1e-4, 1 - 1e-4);
    }

    /** 1 or 0: text, picture, audio to video, video to audio; a clip without text has none to keep. */
    private Array keep(List<Example> examples, long[] seeds, boolean dropping) {
        var values = new float[4 * seeds.length];
        for (var i = 0; i < seeds.length; i++) {
            var random = new SplittableRandom(Noise.seed(seeds[i], 3));
            values[4 * i] = kept(random, train.dropout().text(), dropping)
                    * (examples.get(i).hasText() ? 1 : 0);
            values[4 * i + 1] = kept(random, train.dropout().picture(), dropping);
            var joined = kept(random, train.dropout().interaction(), dropping);
            values[4 * i + 2] = train.mode().toVideo() ? joined : 0;
            values[4 * i + 3] = train.mode().toAudio() ? joined : 0;
        }
        return Array.of(Shape.of(seeds.length, 4), values);
    }

    private static float kept(SplittableRandom random, double dropout, boolean dropping) {
        return random.nextDouble() < dropout && dropping ? 0 : 1;
    }

    private static Array noise(Spec spec, long[] seeds, int stream) {
        var values = new float[Math.toIntExact(spec.shape().elements())];
        var size = values.length / seeds.length;
        for (var i = 0; i < seeds.length; i++) {
            var clip = Noise.normal(Shape.of(size), Noise.seed(seeds[i], stream));
            System.arraycopy(clip.floats(), 0, values, i * size, size);
        }
        return Array.of(spec.shape(), values);
    }
}
