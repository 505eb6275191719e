package jointdit.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepoFilesTest {
    private static final Repo REPO = new Repo("org/model", "main");

    /** The layout of stabilityai/stable-video-diffusion-img2vid. */
    private static final List<String> SVD = List.of(
            ".gitattributes",
            "README.md",
            "svd.safetensors",
            "svd_image_decoder.safetensors",
            "model_index.json",
            "feature_extractor/preprocessor_config.json",
            "image_encoder/config.json",
            "image_encoder/model.fp16.safetensors",
            "image_encoder/model.safetensors",
            "scheduler/scheduler_config.json",
            "unet/config.json",
            "unet/diffusion_pytorch_model.fp16.safetensors",
            "unet/diffusion_pytorch_model.safetensors",
            "vae/config.json",
            "vae/diffusion_pytorch_model.fp16.safetensors",
            "vae/diffusion_pytorch_model.safetensors");

    @Test
    void aPipelineInHalfPrecision() {
        assertThat(RepoFiles.all(Variant.FP16).of(REPO, SVD))
                .containsExactlyInAnyOrder(
                        "model_index.json",
                        "feature_extractor/preprocessor_config.json",
                        "image_encoder/config.json",
                        "image_encoder/model.fp16.safetensors",
                        "scheduler/scheduler_config.json",
                        "unet/config.json",
                        "unet/diffusion_pytorch_model.fp16.safetensors",
                        "vae/config.json",
                        "vae/diffusion_pytorch_model.fp16.safetensors");
    }

    @Test
    void aPipelineInFullPrecisionWithoutItsVae() {
        assertThat(RepoFiles.withoutVae(Variant.FULL).of(REPO, SVD))
                .contains("unet/diffusion_pytorch_model.safetensors", "image_encoder/model.safetensors")
                .noneMatch(path -> path.startsWith("vae/") || path.contains("fp16"));
    }

    @Test
    void theVaeAloneOfAPipelineOrOfItsOwnRepository() {
        assertThat(RepoFiles.vae(Variant.FP16).of(REPO, SVD))
                .containsExactlyInAnyOrder("vae/config.json", "vae/diffusion_pytorch_model.fp16.safetensors");
        assertThat(RepoFiles.vae(Variant.FP16)
                        .of(REPO, List.of("config.json", "diffusion_pytorch_model.safetensors", "x.ckpt")))
                .containsExactlyInAnyOrder("config.json", "diffusion_pytorch_model.safetensors");
    }

    @Test
    void halfPrecisionFallsBackToFull() {
        assertThat(RepoFiles.all(Variant.FP16)
                        .of(
                                REPO,
                                List.of(
                                        "model_index.json",
                                        "vocoder/config.json",
                                        "vocoder/model.safetensors",
                                        "vocoder/pytorch_model.bin",
                                        "tokenizer_2/spiece.model",
                                        "tokenizer/merges.txt",
                                        "tokenizer/tokenizer.json")))
                .containsExactlyInAnyOrder(
                        "model_index.json",
                        "vocoder/config.json",
                        "vocoder/model.safetensors",
                        "tokenizer_2/spiece.model",
                        "tokenizer/merges.txt",
                        "tokenizer/tokenizer.json");
    }

    @Test
    void shardsComeWithTheirIndex() {
        var sharded = List.of(
                "config.json",
                "model.safetensors.index.json",
                "model-00001-of-00002.safetensors",
                "model-00002-of-00002.safetensors");

        assertThat(RepoFiles.all(Variant.FP16).of(REPO, sharded)).containsExactlyInAnyOrderElementsOf(sharded);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepoFiles.all(Variant.FP16).of(REPO, sharded.subList(0, 3)))
                .withMessageContaining("Wanted org/model/model-00002-of-00002.safetensors");
    }

    @Test
    void shardsOfHalfPrecisionHaveTheirOwnIndex() {
        var sharded = List.of(
                "config.json",
                "diffusion_pytorch_model.safetensors.index.fp16.json",
                "diffusion_pytorch_model-00001-of-00001.fp16.safetensors");

        assertThat(RepoFiles.all(Variant.FP16).of(REPO, sharded)).containsExactlyInAnyOrderElementsOf(sharded);
    }

    @Test
    void aClipOfTransformers() {
        assertThat(RepoFiles.all(Variant.FP16)
                        .of(
                                REPO,
                                List.of(
                                        "config.json",
                                        "model.safetensors",
                                        "pytorch_model.bin",
                                        "flax_model.msgpack",
                                        "tf_model.h5",
                                        "onnx/model.safetensors",
                                        "README.md",
                                        "preprocessor_config.json",
                                        "vocab.json",
                                        "merges.txt",
                                        "tokenizer.json")))
                .containsExactlyInAnyOrder(
                        "config.json",
                        "model.safetensors",
                        "preprocessor_config.json",
                        "vocab.json",
                        "merges.txt",
                        "tokenizer.json");
    }

    @Test
    void aClipOfOpenClip() {
        var files = List.of("open_clip_config.json", "open_clip_model.safetensors", "open_clip_pytorch_model.bin");

        assertThat(RepoFiles.all(Variant.FP16).of(REPO, files))
                .containsExactlyInAnyOrder("open_clip_config.json", "open_clip_model.safetensors");
    }

    @Test
    void aPickledNetworkIsRefusedByNameWithTheWayOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepoFiles.all(Variant.FP16)
                        .of(REPO, List.of("model_index.json", "vae/config.json", "vae/diffusion_pytorch_model.bin")))
                .withMessageContainingAll("org/model/vae", "pickled", "refs/pr/", "safe_serialization=True");
    }

    @Test
    void halfPrecisionAloneIsToldWhenFullIsWanted() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RepoFiles.all(Variant.FULL).of(REPO, List.of("config.json", "model.fp16.safetensors")))
                .withMessageContaining("variant=fp16");
    }

    @Test
    void aNetworkWithoutItsConfigurationIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepoFiles.all(Variant.FP16)
                        .of(REPO, List.of("model_index.json", "unet/diffusion_pytorch_model.safetensors")))
                .withMessageContaining("Wanted unet/config.json in org/model");
    }

    @Test
    void aRepositoryOfSomethingElseIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepoFiles.all(Variant.FP16).of(REPO, List.of("README.md", "a.safetensors")))
                .withMessageContaining("model_index.json");
    }
}
