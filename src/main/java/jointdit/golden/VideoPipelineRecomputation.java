package jointdit.golden;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jointdit.generate.StableVideoDiffusionPipeline;
import jointdit.generate.SvdConfig;
import jointdit.generate.SvdNoise;
import jointdit.generate.SvdRequest;
import jointdit.media.Picture;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.scheduler.SchedulerChoice;
import jointdit.pretrained.scheduler.SchedulerConfig;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Shape;

/** The whole of Stable Video Diffusion, from picture to frames. */
final class VideoPipelineRecomputation implements Recomputation {
    @Override
    public boolean fits(Golden golden) {
        return golden.isOf("StableVideoDiffusionPipeline");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var heard = new Stack();
        var config = config(golden.meta().block("call"));
        var noise = new SvdNoise(golden.input("image_noise"), golden.input("latents"));
        try (var pipeline =
                StableVideoDiffusionPipeline.open(golden.folder(), ModelFolder.Variant.FULL, Device.cpu())) {
            pipeline.generate(new SvdRequest(picture(golden.input("image_u8")), 0, config), noise, heard);
        }
        var computed = new HashMap<String, Array>();
        computed.put("output.frames", frames(heard.parts("frames")));
        computed.put("output.latents_per_step", heard.steps("latents"));
        computed.put("mid.unet_inputs", heard.steps("unet_inputs"));
        computed.put("mid.unet_outputs", heard.steps("unet_outputs"));
        computed.put("mid.encoder_hidden_states", heard.one("encoder_hidden_states"));
        computed.put("mid.added_time_ids", heard.one("added_time_ids"));
        computed.put("mid.decoded_raw_before_clamp", channelsFirst(heard.parts("decoded")));
        computed.put("mid.timesteps", heard.one("timesteps"));
        computed.put("mid.sigmas", sigmas(golden, config));
        return computed;
    }

    private static SvdConfig config(ModelConfig call) {
        return new SvdConfig(
                call.integer("width"),
                call.integer("height"),
                Optional.of(call.integer("num_frames")),
                call.integer("num_inference_steps"),
                call.number("min_guidance_scale"),
                call.number("max_guidance_scale"),
                call.integer("fps"),
                call.integer("motion_bucket_id"),
                call.number("noise_aug_strength"),
                call.integer("decode_chunk_size"),
                SchedulerChoice.PUBLISHED);
    }

    private static Picture picture(Array pixels) {
        var rgb = new byte[pixels.longs().length];
        for (var i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) pixels.longs()[i];
        }
        return new Picture(pixels.shape().size(1), pixels.shape().size(0), rgb);
    }

    private static Array sigmas(Golden golden, SvdConfig config) {
        var scheduler = SchedulerConfig.read(golden.folder().resolve("scheduler"), config.scheduler())
                .start(config.steps());
        var sigmas = SchedulerRecomputation.sigmas(scheduler);
        return Array.of(Shape.of(sigmas.length), sigmas);
    }

    /** (F, C, H, W) to (1, F, C, H, W). */
    private static Array frames(Array frames) {
        var shape = frames.shape();
        return frames.reshape(1, shape.size(0), shape.size(1), shape.size(2), shape.size(3));
    }

    /** (F, C, H, W) to (1, C, F, H, W). */
    private static Array channelsFirst(Array frames) {
        var shape = frames.shape();
        var count = shape.size(0);
        var channels = shape.size(1);
        var area = shape.size(2) * shape.size(3);
        var turned = new float[frames.floats().length];
        for (var i = 0; i < count * channels; i++) {
            var target = (i % channels * count + i / channels) * area;
            System.arraycopy(frames.floats(), i * area, turned, target, area);
        }
        return Array.of(Shape.of(1, channels, count, shape.size(2), shape.size(3)), turned);
    }
}
