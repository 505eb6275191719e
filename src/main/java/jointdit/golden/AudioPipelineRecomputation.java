package jointdit.golden;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import jointdit.condition.AudioLdm2Prompt;
import jointdit.generate.AudioLdm2Config;
import jointdit.generate.AudioLdm2Pipeline;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.scheduler.SchedulerChoice;
import jointdit.pretrained.scheduler.Variance;
import jointdit.tensor.Array;
import jointdit.tensor.DataType;
import jointdit.tensor.Device;

/** The whole of AudioLDM2 behind its tokenizers and CLAP, from token ids to sound. */
final class AudioPipelineRecomputation implements Recomputation {
    @Override
    public boolean fits(Golden golden) {
        return golden.isOf("AudioLDM2Pipeline");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var heard = new Stack();
        var start = new AudioLdm2Pipeline.Start(golden.input("latents"), Variance.NONE);
        try (var pipeline = AudioLdm2Pipeline.open(golden.folder(), ModelFolder.Variant.FULL, Device.cpu())) {
            pipeline.sound(pipeline.latents(prompt(golden), start, config(golden), heard), heard);
        }
        var computed = new HashMap<String, Array>();
        computed.put("output.waveform", heard.one("waveform"));
        computed.put("output.mel", heard.one("mel"));
        computed.put("output.latents_per_step", heard.steps("latents"));
        computed.put("mid.unet_outputs", heard.steps("unet_outputs"));
        computed.put("mid.prompt_embeds_neg_pos", heard.one("prompt_embeds"));
        computed.put("mid.generated_prompt_embeds_neg_pos", heard.one("generated_prompt_embeds"));
        computed.put("mid.projected_prompt", row(heard.one("projected_prompt"), 1));
        computed.put(
                "mid.timesteps",
                SchedulerRecomputation.typed(heard.one("timesteps").floats(), golden.value("mid.timesteps")));
        return computed;
    }

    /** Its length is not asked for: it is that of the golden's noise. */
    private static AudioLdm2Config config(Golden golden) {
        var call = golden.meta().block("call");
        return new AudioLdm2Config(
                1,
                call.integer("num_inference_steps"),
                call.number("guidance_scale"),
                call.number("eta"),
                SchedulerChoice.PUBLISHED);
    }

    /** The golden's rows are prompt and negative prompt, the pipeline's the other way round. */
    private static AudioLdm2Prompt prompt(Golden golden) {
        return new AudioLdm2Prompt(
                turned(golden.input("clap_text_features")),
                turned(golden.input("t5_input_ids")),
                turned(golden.input("t5_attention_mask")));
    }

    private static Array turned(Array rows) {
        var half = Math.toIntExact(rows.shape().elements()) / 2;
        if (rows.spec().type() == DataType.FLOAT32) {
            var turned = new float[2 * half];
            System.arraycopy(rows.floats(), 0, turned, half, half);
            System.arraycopy(rows.floats(), half, turned, 0, half);
            return Array.of(rows.shape(), turned);
        }
        var turned = new long[2 * half];
        System.arraycopy(rows.longs(), 0, turned, half, half);
        System.arraycopy(rows.longs(), half, turned, 0, half);
        return Array.ofLongs(rows.shape(), turned);
    }

    private static Array row(Array rows, int index) {
        var size = rows.floats().length / rows.shape().size(0);
        var row = Arrays.copyOfRange(rows.floats(), index * size, (index + 1) * size);
        return Array.of(rows.shape().with(0, 1), row);
    }
}
