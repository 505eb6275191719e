package jointdit.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelConfigTest {
    private static ModelConfig config(String json) {
        return ModelConfig.parse("unet/config.json", json.replace('\'', '"'));
    }

    @Test
    void valuesAreRead() {
        var config = config("{'a': 3, 'b': 0.5, 'c': true, 'd': 'silu', 'e': [1, 2], 'f': null, 'g': {'h': 4}}");

        assertThat(config.integer("a")).isEqualTo(3);
        assertThat(config.number("b")).isEqualTo(0.5);
        assertThat(config.flag("c", false)).isTrue();
        assertThat(config.text("d")).isEqualTo("silu");
        assertThat(config.integers("e")).containsExactly(1, 2);
        assertThat(config.integer("f", 7)).isEqualTo(7);
        assertThat(config.block("g").integer("h")).isEqualTo(4);
        config.finish();
    }

    @Test
    void optionsThatNobodyReadAreNamed() {
        var config = config("{'_class_name': 'X', 'a': 3, 'new_trick': true, 'other': null}");
        config.integer("a");

        assertThatIllegalArgumentException()
                .isThrownBy(config::finish)
                .withMessageContaining("Options [new_trick] of unet/config.json are not supported");
    }

    @Test
    void unsupportedValuesAreNamed() {
        var config = config("{'act_fn': 'gelu', 'eps': 1e-5, 'bias': false, 'absent': null}");

        config.only("eps", 1e-5).only("bias", false).only("absent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.only("act_fn", "silu", "swish"))
                .withMessage("Option act_fn of unet/config.json is \"gelu\"; supported here: absent or [silu, swish]");
    }

    @Test
    void oneNumberStandsForAllLevels() {
        var config = config("{'layers': 2, 'heads': [1, 2, 3]}");

        assertThat(config.perLevel("layers", 3)).containsExactly(2, 2, 2);
        assertThat(config.perLevel("heads", 3)).containsExactly(1, 2, 3);
        assertThat(config.perLevel("absent", 2, 9)).containsExactly(9, 9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.perLevel("heads", 2))
                .withMessageContaining("Wanted 2 values for heads of unet/config.json, found [1, 2, 3]");
    }

    @Test
    void wrongTypesAreNamed() {
        var config = config("{'a': 0.5, 'b': 'x', 'c': 3}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.integer("a"))
                .withMessageContaining("Wanted a whole number for a of unet/config.json, found 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.number("b"))
                .withMessageContaining("for b of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.integers("c"))
                .withMessageContaining("a list for c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.text("gone"))
                .withMessageContaining("Wanted gone in unet/config.json");
    }

    @Test
    void classNamesOfBothLibrariesAreFound() {
        assertThat(config("{'_class_name': 'AutoencoderKL'}").className()).contains("AutoencoderKL");
        assertThat(config("{'architectures': ['ClapModel']}").className()).contains("ClapModel");
        assertThat(config("{'architectures': null}").className()).isEmpty();
    }

    @Test
    void textThatIsNoJsonIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("[1]"))
                .withMessageContaining("Wanted a JSON object in unet/config.json");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("{"))
                .withMessageContaining("Cannot read unet/config.json");
        assertThat(List.of(config("{}").keys())).hasSize(1);
    }
}
