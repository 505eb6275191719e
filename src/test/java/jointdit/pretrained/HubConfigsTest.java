package jointdit.pretrained;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jointdit.pretrained.audioldm2.AudioLdm2UNetConfig;
import jointdit.pretrained.clip.ClipConfig;
import jointdit.pretrained.clip.ClipPixels;
import jointdit.pretrained.scheduler.SchedulerChoice;
import jointdit.pretrained.scheduler.SchedulerConfig;
import jointdit.pretrained.svd.UNetSpatioTemporalConfig;
import jointdit.pretrained.text.ClapTextConfig;
import jointdit.pretrained.text.Gpt2Config;
import jointdit.pretrained.text.T5Config;
import jointdit.pretrained.vae.AutoencoderConfig;
import jointdit.pretrained.vocoder.HifiGanConfig;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Options that config files on the hub hold beside those of the goldens, written down from memory: leftovers of older
 * versions and of other classes, which change nothing.
 */
class HubConfigsTest {
    private static final String SVD_SCHEDULER = """
                        {"_class_name": "EulerDiscreteScheduler", "_diffusers_version": "0.24.0.dev0",
                         "beta_end": 0.012, "beta_schedule": "scaled_linear", "beta_start": 0.00085,
                         "clip_sample": false, "interpolation_type": "linear", "num_train_timesteps": 1000,
                         "prediction_type": "v_prediction", "set_alpha_to_one": false, "sigma_max": 700.0,
                         "sigma_min": 0.002, "skip_prk_steps": true, "steps_offset": 1, "timestep_spacing": "leading",
                         "timestep_type": "continuous", "trained_betas": null, "use_karras_sigmas": true}""";

    private static final String AUDIOLDM2_SCHEDULER = """
                        {"_class_name": "DDIMScheduler", "_diffusers_version": "0.20.0.dev0", "beta_end": 0.0195,
                         "beta_schedule": "scaled_linear", "beta_start": 0.0015, "clip_sample": false,
                         "clip_sample_range": 1.0, "dynamic_thresholding_ratio": 0.995, "num_train_timesteps": 1000,
                         "prediction_type": "epsilon", "rescale_betas_zero_snr": false, "sample_max_value": 1.0,
                         "set_alpha_to_one": false, "skip_prk_steps": true, "steps_offset": 1, "thresholding": false,
                         "timestep_spacing": "leading", "trained_betas": null}""";

    private static Arguments of(String name, Consumer<ModelConfig> reader, String json) {
        return Arguments.of(name, reader, json);
    }

    static Stream<Arguments> published() {
        return Stream.of(
                of("image encoder of SVD", ClipConfig::read, """
                        {"_name_or_path": "/x", "architectures": ["CLIPVisionModelWithProjection"], "attention_dropout": 0.0,
                         "dropout": 0.0, "hidden_act": "gelu", "hidden_size": 1280, "image_size": 224,
                         "initializer_factor": 1.0, "initializer_range": 0.02, "intermediate_size": 5120,
                         "layer_norm_eps": 1e-05, "model_type": "clip_vision_model", "num_attention_heads": 16,
                         "num_channels": 3, "num_hidden_layers": 32, "patch_size": 14, "projection_dim": 1024,
                         "torch_dtype": "float32", "transformers_version": "4.34.0.dev0"}"""),
                of("CLIP ViT-B-16", ClipConfig::read, """
                        {"architectures": ["CLIPModel"], "initializer_factor": 1.0, "logit_scale_init_value": 2.6592,
                         "model_type": "clip", "projection_dim": 512, "torch_dtype": "float32",
                         "text_config_dict": null, "vision_config_dict": {"patch_size": 16},
                         "text_config": {"_name_or_path": "", "architectures": null, "attention_dropout": 0.0,
                           "bos_token_id": 0, "dropout": 0.0, "eos_token_id": 2, "hidden_act": "quick_gelu",
                           "hidden_size": 512, "initializer_factor": 1.0, "initializer_range": 0.02,
                           "intermediate_size": 2048, "layer_norm_eps": 1e-05, "max_position_embeddings": 77,
                           "model_type": "clip_text_model", "num_attention_heads": 8, "num_hidden_layers": 12,
                           "pad_token_id": 1, "projection_dim": 512, "vocab_size": 49408},
                         "vision_config": {"dropout": 0.0, "hidden_act": "quick_gelu", "hidden_size": 768,
                           "image_size": 224, "intermediate_size": 3072, "layer_norm_eps": 1e-05,
                           "model_type": "clip_vision_model", "num_attention_heads": 12, "num_channels": 3,
                           "num_hidden_layers": 12, "patch_size": 16, "projection_dim": 512}}"""),
                of("image processor of CLIP", ClipPixels::read, """
                        {"crop_size": 224, "do_center_crop": true, "do_normalize": true, "do_resize": true,
                         "feature_extractor_type": "CLIPFeatureExtractor", "image_mean": [0.48145466, 0.4578275, 0.40821073],
                         "image_std": [0.26862954, 0.26130258, 0.27577711], "resample": 3, "size": 224}"""),
                of("UNet of SVD", UNetSpatioTemporalConfig::read, """
                        {"_class_name": "UNetSpatioTemporalConditionModel", "_diffusers_version": "0.24.0.dev0",
                         "_name_or_path": "/x", "addition_time_embed_dim": 256,
                         "block_out_channels": [320, 640, 1280, 1280], "cross_attention_dim": 1024,
                         "down_block_types": ["CrossAttnDownBlockSpatioTemporal", "CrossAttnDownBlockSpatioTemporal",
                           "CrossAttnDownBlockSpatioTemporal", "DownBlockSpatioTemporal"],
                         "in_channels": 8, "layers_per_block": 2, "num_attention_heads": [5, 10, 20, 20],
                         "num_frames": 14, "out_channels": 4, "projection_class_embeddings_input_dim": 768,
                         "sample_size": 96, "transformer_layers_per_block": 1,
                         "up_block_types": ["UpBlockSpatioTemporal", "CrossAttnUpBlockSpatioTemporal",
                           "CrossAttnUpBlockSpatioTemporal", "CrossAttnUpBlockSpatioTemporal"]}"""),
                of("autoencoder of AudioLDM2", AutoencoderConfig::read, """
                        {"_class_name": "AutoencoderKL", "_diffusers_version": "0.20.0.dev0", "act_fn": "silu",
                         "block_out_channels": [128, 256, 512], "down_block_types": ["DownEncoderBlock2D",
                           "DownEncoderBlock2D", "DownEncoderBlock2D"], "force_upcast": true, "in_channels": 1,
                         "latent_channels": 8, "layers_per_block": 2, "norm_num_groups": 32, "out_channels": 1,
                         "sample_size": 1024, "scaling_factor": 0.9227914214134216,
                         "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"]}"""),
                of("UNet of AudioLDM2", AudioLdm2UNetConfig::read, """
                        {"_class_name": "AudioLDM2UNet2DConditionModel", "_diffusers_version": "0.21.0.dev0",
                         "act_fn": "silu", "attention_head_dim": [4, 8, 12, 20], "block_out_channels": [128, 256, 384, 640],
                         "class_embed_type": null, "class_embeddings_concat": false, "conv_in_kernel": 3,
                         "conv_out_kernel": 3, "cross_attention_dim": [[null, 768, 1024], [null, 768, 1024],
                           [null, 768, 1024], [null, 768, 1024]],
                         "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D",
                           "CrossAttnDownBlock2D"], "downsample_padding": 1, "flip_sin_to_cos": true, "freq_shift": 0,
                         "in_channels": 8, "layers_per_block": 2, "mid_block_scale_factor": 1,
                         "mid_block_type": "UNetMidBlock2DCrossAttn", "norm_eps": 1e-05, "norm_num_groups": 32,
                         "num_class_embeds": null, "only_cross_attention": false, "out_channels": 8,
                         "projection_class_embeddings_input_dim": null, "resnet_time_scale_shift": "default",
                         "sample_size": 256, "time_cond_proj_dim": null, "time_embedding_act_fn": null,
                         "time_embedding_dim": null, "time_embedding_type": "positional", "timestep_post_act": null,
                         "transformer_layers_per_block": 1, "up_block_types": ["CrossAttnUpBlock2D",
                           "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"], "upcast_attention": false,
                         "use_linear_projection": false}"""),
                of("T5 of AudioLDM2", T5Config::read, """
                        {"_name_or_path": "google/flan-t5-large", "architectures": ["T5EncoderModel"],
                         "classifier_dropout": 0.0, "d_ff": 2816, "d_kv": 64, "d_model": 1024,
                         "decoder_start_token_id": 0, "dense_act_fn": "gelu_new", "dropout_rate": 0.1, "eos_token_id": 1,
                         "feed_forward_proj": "gated-gelu", "initializer_factor": 1.0, "is_encoder_decoder": true,
                         "is_gated_act": true, "layer_norm_epsilon": 1e-06, "model_type": "t5", "n_positions": 512,
                         "num_decoder_layers": 24, "num_heads": 16, "num_layers": 24, "output_past": true,
                         "pad_token_id": 0, "relative_attention_max_distance": 128,
                         "relative_attention_num_buckets": 32, "tie_word_embeddings": false, "torch_dtype": "float32",
                         "transformers_version": "4.32.0.dev0", "use_cache": true, "vocab_size": 32128}"""),
                of("GPT-2 of AudioLDM2", Gpt2Config::read, """
                        {"_name_or_path": "gpt2", "activation_function": "gelu_new", "architectures": ["GPT2Model"],
                         "attn_pdrop": 0.1, "bos_token_id": 50256, "embd_pdrop": 0.1, "eos_token_id": 50256,
                         "initializer_range": 0.02, "layer_norm_epsilon": 1e-05, "max_new_tokens": 8,
                         "model_type": "gpt2", "n_ctx": 1024, "n_embd": 768, "n_head": 12, "n_inner": null,
                         "n_layer": 12, "n_positions": 1024, "reorder_and_upcast_attn": false, "resid_pdrop": 0.1,
                         "scale_attn_by_inverse_layer_idx": false, "scale_attn_weights": true,
                         "summary_activation": null, "summary_first_dropout": 0.1, "summary_proj_to_labels": true,
                         "summary_type": "cls_index", "summary_use_proj": true,
                         "task_specific_params": {"text-generation": {"do_sample": true, "max_length": 50}},
                         "torch_dtype": "float32", "use_cache": true, "vocab_size": 50257}"""),
                of("CLAP of AudioLDM2", ClapTextConfig::read, """
                        {"_commit_hash": "x", "_name_or_path": "laion/clap-htsat-unfused", "architectures": ["ClapModel"],
                         "audio_config": {"depths": [2, 2, 12, 2]}, "hidden_size": 768, "initializer_factor": 1.0,
                         "logit_scale_init_value": 14.285714285714285, "model_type": "clap", "num_hidden_layers": 16,
                         "projection_dim": 512, "projection_hidden_act": "relu", "torch_dtype": "float32",
                         "transformers_version": null,
                         "text_config": {"attention_probs_dropout_prob": 0.1, "bos_token_id": 0,
                           "classifier_dropout": null, "eos_token_id": 2, "fusion_hidden_size": 768,
                           "fusion_num_hidden_layers": 2, "hidden_act": "gelu", "hidden_dropout_prob": 0.1,
                           "hidden_size": 768, "initializer_factor": 1.0, "initializer_range": 0.02,
                           "intermediate_size": 3072, "layer_norm_eps": 1e-12, "max_position_embeddings": 514,
                           "model_type": "clap_text_model", "num_attention_heads": 12, "num_hidden_layers": 12,
                           "pad_token_id": 1, "position_embedding_type": "absolute", "projection_dim": 512,
                           "projection_hidden_act": "relu", "type_vocab_size": 1, "use_cache": true,
                           "vocab_size": 50265}}"""),
                of("vocoder of AudioLDM2", HifiGanConfig::read, """
                        {"architectures": ["SpeechT5HifiGan"], "initializer_range": 0.01, "leaky_relu_slope": 0.1,
                         "model_in_dim": 64, "model_type": "hifigan", "normalize_before": false,
                         "resblock_dilation_sizes": [[1, 3, 5], [1, 3, 5], [1, 3, 5]],
                         "resblock_kernel_sizes": [3, 7, 11], "sampling_rate": 16000, "torch_dtype": "float32",
                         "transformers_version": "4.30.2", "upsample_initial_channel": 1024,
                         "upsample_kernel_sizes": [16, 16, 8, 4, 4], "upsample_rates": [5, 4, 2, 2, 2]}"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void published(String name, Consumer<ModelConfig> reader, String json) {
        assertThatCode(() -> reader.accept(ModelConfig.parse(name, json))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {SVD_SCHEDULER, AUDIOLDM2_SCHEDULER})
    void schedulers(String json, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("scheduler_config.json"), json);

        assertThatCode(() ->
                        SchedulerConfig.read(folder, SchedulerChoice.PUBLISHED).start(10))
                .doesNotThrowAnyException();
    }
}
