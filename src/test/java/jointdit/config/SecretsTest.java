package jointdit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.hadoop.fs.s3a.access.key",
                "spark.hadoop.fs.s3a.secret.key",
                "spark.hadoop.fs.s3a.bucket.clips.session.token",
                "spark.hadoop.fs.azure.account.key.store.dfs.core.windows.net",
                "spark.ssl.keyStorePassword",
                "hub.token"
            })
    void keysOfSecretsAreKnown(String key) {
        assertThat(Secrets.isSecret(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spark.hadoop.fs.s3a.aws.credentials.provider", "spark.hadoop.fs.s3a.endpoint", "train.latents"})
    void otherKeysAreNot(String key) {
        assertThat(Secrets.isSecret(key)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no s3a://KEY:SECRET@bucket/x            | no s3a://*****@bucket/x
            no s3a://KEY:SEC/RET+x@bucket/x         | no s3a://*****@bucket/x
            argument fs.s3a.secret.key=abc: unknown | argument fs.s3a.secret.key=***** unknown
            s3a://bucket/a:b                        | s3a://bucket/a:b
            http://localhost:5000/x                 | http://localhost:5000/x
            """)
    void textsLoseThem(String text, String hidden) {
        assertThat(Secrets.hide(text)).isEqualTo(hidden);
    }

    @Test
    void addressesWithALoginAreRefused() {
        assertThatThrownBy(() -> load("latents=s3a://KEY:PHRASE@bucket/x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Wanted train.latents without a login")
                .hasMessageNotContaining("PHRASE");
    }

    @Test
    void mistakesDoNotTellThem() {
        assertThatThrownBy(() -> load("sparc.hadoop.fs.s3a.secret.key=PHRASE"))
                .hasMessageContaining("Unknown setting")
                .hasMessageNotContaining("PHRASE");
        assertThatThrownBy(() -> load("s3a://KEY:PHRASE@bucket/x")).hasMessageNotContaining("PHRASE");
    }

    @Test
    void settingsThatAreKeptHaveNone() {
        assertThat(load("spark.hadoop.fs.s3a.secret.key=PHRASE", "hub.token=WORD", "spark.master=local")
                        .json())
                .contains("\"master\":\"local\"")
                .doesNotContain("PHRASE", "WORD");
    }

    private static Settings load(String... arguments) {
        return Settings.load(new SettingSources("train", Optional.empty(), Map.of(), List.of(arguments)));
    }
}
