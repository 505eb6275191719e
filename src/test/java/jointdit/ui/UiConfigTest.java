package jointdit.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UiConfigTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            port=65536               | port must lie in [0, 65535], found 65536
            out="s3a://bucket/ui"    | out must name a folder of this machine, found "s3a://bucket/ui"
            out=""                   | out must name a folder of this machine, found ""
            queue=0                  | queue must be at least 1, found 0
            preview-every=0          | preview-every must be at least 1, found 0
            token=short              | token must have at least 16 letters, digits, - or _, found 5 characters
            limits.picture-bytes=0   | picture-bytes must be at least 1
            limits.picture-pixels=0  | picture-pixels must be at least 1
            limits.steps=10001       | steps must lie in [1, 10000], found 10001
            limits.seconds=0         | seconds must be above 0
            limits.prompt-length=0   | prompt-length must be at least 1
            limits.patience=0ms      | patience must be at least 1ms
            """)
    void settingsHaveTheirRanges(String argument, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(argument)).withMessageContaining(message);
    }

    @Test
    void theShippedSettingsAreForThisMachine() {
        var shipped = read();

        assertThat(shipped.host()).isEqualTo("127.0.0.1");
        assertThat(shipped.port()).isEqualTo(7860);
        assertThat(shipped.guarded()).isEqualTo(shipped);
    }

    @Test
    void anOpenAddressGetsATokenOfItsOwn() {
        var open = read("host=0.0.0.0");

        assertThat(open.isGuarded()).isFalse();
        assertThat(open.guarded().token().orElseThrow()).hasSize(44);
        assertThat(open.guarded().token()).isNotEqualTo(open.guarded().token());
        assertThat(read("host=0.0.0.0", "token=0123456789abcdef").guarded().token())
                .contains("0123456789abcdef");
    }

    @Test
    void theEnvironmentMaySetThePort() {
        var sources = new SettingSources("ui", Optional.empty(), Map.of("JOINTDIT_UI_PORT", "7999"), List.of());

        assertThat(Settings.load(sources).read(UiConfig.class).port()).isEqualTo(7999);
    }

    private static UiConfig read(String... arguments) {
        return Settings.load(new SettingSources("ui", Optional.empty(), Map.of(), List.of(arguments)))
                .read(UiConfig.class);
    }
}
