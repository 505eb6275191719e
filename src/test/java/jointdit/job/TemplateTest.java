package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void textsAreEscapedAndHtmlIsNot() {
        var template = new Template("<p>{{caption}}</p>{{{more-html}}}");

        var page = template.fill(Map.of("caption", "<b> & \"$1\" 'x'", "more-html", "<hr>$0"));

        assertThat(page).isEqualTo("<p>&lt;b&gt; &amp; &quot;$1&quot; &#39;x&#39;</p><hr>$0");
    }

    @Test
    void aPlaceWithoutAValueIsAnError() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Template("{{name}}").fill(Map.of()))
                .withMessageContaining("{{name}}");
    }
}
