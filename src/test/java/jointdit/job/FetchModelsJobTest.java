package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.hub.FakeHub;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchModelsJobTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeHub hub = new FakeHub()
            .with("model_index.json", "{}")
            .with("unet/config.json", "{}")
            .with("unet/diffusion_pytorch_model.fp16.safetensors", new byte[2_500_000])
            .with("vae/config.json", "{\"a\": 1}")
            .with("vae/diffusion_pytorch_model.safetensors", new byte[1000]);

    @TempDir
    private Path home;

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void itEndsWithTheFoldersAndAsksTheEnvironment() {
        hub.gated("hf_secret");
        var environment = Map.of(
                "HF_ENDPOINT",
                hub.endpoint(),
                "HF_HOME",
                home.toString(),
                "HF_TOKEN",
                "hf_secret",
                "SVD_VAE_REPO",
                "org/model");

        assertThat(run(environment, "models=[svd]", "svd.repo=org/model")).isZero();
        var folder = home.resolve("hub/models--org--model/snapshots/c0ffee");
        assertThat(out.toString(UTF_8))
                .contains("svd: 3 files of 2.5 MB, of which 2.5 MB fetched now, in " + folder)
                .contains("svd vae: 2 files of 0.0 MB");
        assertThat(err.toString(UTF_8)).contains("Fetch models, MB  [####################]  100%  3/3");
        assertThat(folder.resolve("vae/diffusion_pytorch_model.safetensors")).hasSize(1000);
    }

    @Test
    void aRefusalIsOneLineWithoutTheToken() {
        hub.gated("hf_secret");
        var environment = Map.of("HF_ENDPOINT", hub.endpoint(), "HF_HOME", home.toString(), "HF_TOKEN", "hf_mine");

        assertThat(run(environment, "models=[clip]", "clip.repo=org/model")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("is not open to your token (403)")
                .doesNotContain("hf_mine");
    }

    @Test
    void theTokenIsNotKeptWithTheSettings() {
        var sources = new SettingSources("fetch-models", Optional.empty(), Map.of("HF_TOKEN", "hf_secret"), List.of());

        assertThat(Settings.load(sources).json()).contains("\"endpoint\"").doesNotContain("hf_secret");
    }

    @Test
    void aRepositoryThatIsNoneIsRefusedAtItsLine() {
        assertThat(run(Map.of(), "clip.repo=../other")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Wanted a repository such as", "../other");
    }

    private int run(Map<String, String> environment, String... settings) {
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        var words = new ArrayList<>(List.of("fetch-models"));
        words.addAll(List.of(settings));
        return new Main(Main.JOBS, environment, terminal).run(words);
    }
}
