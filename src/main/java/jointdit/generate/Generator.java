package jointdit.generate;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.Optional;
import jointdit.codec.Codec;
import jointdit.codec.Latents;
import jointdit.diffusion.Pair;
import jointdit.diffusion.Solver;
import jointdit.diffusion.SolverListener;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.JointConfig;
import jointdit.joint.JointDiT;
import jointdit.joint.LatentShape;
import jointdit.joint.Sampler;
import jointdit.media.Clip;
import jointdit.tensor.Device;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Programs;
import jointdit.tensor.Shape;
import jointdit.tensor.Weights;

/**
 * A trained model at work: from picture, prompt and seed to a clip. A clip depends on its request alone. Threads may
 * share it.
 */
public final class Generator implements AutoCloseable {
    private static final int VIDEO = 1;
    private static final int AUDIO = 2;
    private static final int VOCODER = 3;
    /** Clips are at most so many times as long as those of training, unless max-frames says more. */
    private static final int MOST = 16;

    private final Weights weights;
    private final JointConfig model;
    private final LatentShape shape;
    private final Codec codec;
    private final Programs<Size> programs = new Programs<>(this::program);

    /** What a program is traced for. */
    private record Size(JointConfig model, LatentShape shape, int rows, Precision precision) {}

    /**
     * Takes the weights, which {@link #close} closes.
     *
     * @param shape latents of the clips the model was trained on
     * @throws IllegalArgumentException if the codec has latents of another shape
     */
    public Generator(Weights weights, JointConfig model, LatentShape shape, Codec codec) {
        this.weights = weights;
        this.model = model;
        this.shape = check(shape, codec);
        this.codec = codec;
    }

    /**
     * With the averaged weights of a checkpoint.
     *
     * @throws IllegalArgumentException as {@link #check}, or if the weights are of another architecture than the
     *     checkpoint says
     */
    public static Generator open(Checkpoint checkpoint, Codec codec, Device device) {
        check(checkpoint.info(), codec);
        return new Generator(
                checkpoint.sampling(device),
                checkpoint.info().model(),
                checkpoint.info().shape(),
                codec);
    }

    /**
     * Makes sure that checkpoint and codec belong together.
     *
     * @throws IllegalArgumentException if the model was trained on latents of another codec
     */
    public static void check(CheckpointInfo info, Codec codec) {
        argument(
                info.codec().equals(codec.fingerprint()),
                "The checkpoint was trained on latents of codec %s, found codec %s; name the folder of its latents",
                brief(info.codec()),
                brief(codec.fingerprint()));
        check(info.shape(), codec);
    }

    private static String brief(String fingerprint) {
        return fingerprint.substring(0, Math.min(12, fingerprint.length()));
    }

    /** As the codec makes it: training that cuts clips to max-frames may round their sound otherwise. */
    private static LatentShape check(LatentShape shape, Codec codec) {
        var wanted = lasting(shape, codec, shape.frames());
        var sound = shape.audioFrames() - wanted.audioFrames();
        argument(
                wanted.equals(shape) || Math.abs(sound) == 1 && wanted.equals(shape.withAudio(wanted.audioFrames())),
                "Wanted latents %s as the codec makes them, found a model of %s",
                wanted,
                shape);
        return wanted;
    }

    /** The shape of a clip of {@code frames}. */
    private static LatentShape lasting(LatentShape shape, Codec codec, int frames) {
        var video = codec.videoShape(frames);
        var audio = codec.audioShape(frames);
        return new LatentShape(
                frames, video[1], video[2], video[3], shape.framesPerSecond(), audio[0], audio[1], audio[2]);
    }

    /**
     * Makes a clip.
     *
     * @param listener told of each step
     * @throws IllegalArgumentException if picture, texts or length do not fit the model
     */
    public Clip generate(Request request, StepListener listener) {
        return decode(latents(request, listener), request.seed());
    }

    /** The clip of latents that were made with {@code seed}. */
    public Clip decode(Latents latents, long seed) {
        return codec.decode(latents, Noise.seed(seed, VOCODER));
    }

    /** The latents of {@link #generate}. */
    public Latents latents(Request request, StepListener listener) {
        return latents(List.of(request), listener).get(0);
    }

    /**
     * The latents of clips that are made together, step by step.
     *
     * @param requests of equal {@link Request#together}
     * @throws IllegalArgumentException as {@link #generate}, or if they cannot be made together
     */
    public List<Latents> latents(List<Request> requests, StepListener listener) {
        var shape = shape(requests.get(0).config());
        return latents(requests, requests.stream().map(r -> noise(r, shape)).toList(), listener);
    }

    private static Pair noise(Request request, LatentShape shape) {
        return new Pair(
                noise(request.seed(), VIDEO, shape.videoSize()), noise(request.seed(), AUDIO, shape.audioSize()));
    }

    private static float[] noise(long seed, int stream, int size) {
        return Noise.normal(Shape.of(size), Noise.seed(seed, stream)).floats();
    }

    /** The latents that grow out of {@code noise}. */
    Latents latents(Request request, Pair noise, StepListener listener) {
        return latents(List.of(request), List.of(noise), listener).get(0);
    }

    private List<Latents> latents(List<Request> requests, List<Pair> noise, StepListener listener) {
        requests.forEach(this::check);
        var first = requests.get(0);
        argument(
                requests.stream().allMatch(r -> r.together().equals(first.together())),
                "Wanted clips of equal length, steps and number of conditions to make together, found others");
        var config = first.config();
        var shape = shape(config);
        var clips = requests.stream()
                .map(r -> new GuidedDenoiser.Guided(r, r.config().guidance(r.conditions())))
                .toList();
        var rows = clips.size() * clips.get(0).guidance().branches().size();
        var size = new Size(config.model(model), shape, rows, config.precision());
        var clean = programs.with(size, program -> {
            var denoiser = new GuidedDenoiser(program, JointDiT.inputs(model, shape, rows), clips);
            var schedule = config.schedule(model.schedule());
            var heard = heard(listener, clips.size(), shape.frames());
            return Solver.solve(denoiser, Pair.joined(noise), config.sampling(), schedule, heard);
        });
        return latents(clean, clips.size(), shape.frames());
    }

    private SolverListener heard(StepListener listener, int clips, int frames) {
        return new SolverListener() {
            @Override
            public void stepped(int done) {
                listener.stepped(done);
            }

            @Override
            public void estimated(Pair clean) {
                listener.estimated(latents(clean, clips, frames).stream()
                        .map(latents -> new Estimate(latents, codec))
                        .toList());
            }
        };
    }

    private List<Latents> latents(Pair joined, int clips, int frames) {
        return joined.split(clips).stream().map(clip -> latents(clip, frames)).toList();
    }

    private Latents latents(Pair clip, int frames) {
        return new Latents(clip.video(), codec.videoShape(frames), clip.audio(), codec.audioShape(frames));
    }

    private void check(Request request) {
        fits("picture latents", request.picture(), shape.pictureSize());
        fits("buckets of the prompt", request.text(), model.textWidth());
        checkOwn(request);
        fits("buckets of the negative prompt", request.negative(), model.textWidth());
    }

    private void checkOwn(Request request) {
        var wanted = JointDiT.inputs(model, shape, 1).size() - JointDiT.COMMON;
        var found = request.own().textless().size();
        argument(found == wanted, "The towers take %d conditions of their own, the request has %d", wanted, found);
    }

    private static void fits(String what, Optional<float[]> values, int wanted) {
        values.ifPresent(
                found -> argument(found.length == wanted, "Wanted %d %s, found %d", wanted, what, found.length));
    }

    /** Without a length that of the model's clips, or as much of it as may be. */
    private LatentShape shape(GenerateConfig config) {
        var most = config.model(model).maxFrames().orElse(MOST * shape.frames());
        var frames = config.seconds().map(seconds -> frames(seconds, most)).orElse(Math.min(shape.frames(), most));
        return lasting(shape, codec, frames);
    }

    private int frames(double seconds, int most) {
        var frames = Math.rint(seconds * shape.framesPerSecond());
        argument(
                frames >= 1 && frames < 1e6,
                "seconds must give at least 1 frame at %s a second, found %s",
                shape.framesPerSecond(),
                seconds);
        argument(
                frames <= most,
                "Wanted at most %d latent frames (max-frames), found %.0f in %s seconds; ask for at most %s seconds or"
                        + " raise generate.sample.max-frames",
                most,
                frames,
                seconds,
                most / shape.framesPerSecond());
        return (int) frames;
    }

    private Program program(Size size) {
        return new Program(Sampler.trace(size.model, size.shape, size.rows, size.precision), weights);
    }

    @Override
    public void close() {
        programs.close();
        weights.close();
    }
}
