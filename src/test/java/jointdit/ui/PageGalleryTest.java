package jointdit.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Earlier clips on the page, and the page on screens of several kinds. */
class PageGalleryTest {
    private static Chromium chromium;

    @TempDir
    Path folder;

    private UiForTests ui;

    @BeforeAll
    static void open() {
        chromium = Chromium.start();
    }

    @BeforeEach
    void twoClips() throws InterruptedException {
        ui = UiForTests.start(folder, ShortClips.fast());
        ui.await(ui.run(wanted("a red ball", 3)), "done");
        ui.await(ui.run(wanted("a blue ball", 5)), "done");
    }

    private static String wanted(String prompt, int steps) {
        return """
                {"model": "shipped", "settings": {"prompt": "%s", "steps": %d, "seed": 11, "guidance": "joint-cfg-star",
                 "wt": 2.5, "solver": "euler", "mode": "iso"}}""".formatted(prompt, steps);
    }

    @AfterEach
    void close() {
        chromium.leave();
        ui.close();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void settingsOfAnEarlierClipAreUsedAgain() {
        var page = chromium.open(ui);
        assertThat(page.locator("#cards li .words p:first-child").allTextContents())
                .containsExactly("a blue ball", "a red ball");

        page.locator("#cards li .again").last().click();

        assertThat(page.inputValue("#prompt")).isEqualTo("a red ball");
        assertThat(page.inputValue("#steps")).isEqualTo("3");
        assertThat(page.inputValue("#seed")).isEqualTo("11");
        assertThat(page.inputValue("#wt")).isEqualTo("2.5");
        assertThat(page.inputValue("#solver")).isEqualTo("euler");
        assertThat(page.inputValue("#mode")).isEqualTo("iso");
        assertThat(page.isChecked("[name=start][value=none]")).isTrue();
    }

    @Test
    void weightsCountAsTheKindOfGuidanceSays() {
        var page = chromium.open(ui);
        page.locator("summary").first().click();
        page.selectOption("#guidance", "none");
        assertThat(page.isDisabled("#wv")).isTrue();
        page.selectOption("#guidance", "joint-cfg");
        assertThat(page.isDisabled("#wv")).isFalse();
        assertThat(page.isDisabled("#wt")).isTrue();
        page.selectOption("#guidance", "joint-cfg-star");
        assertThat(page.isDisabled("#wt")).isFalse();
        Chromium.keep(page, "guidance");
    }

    @Test
    void twoClipsPlaySideBySide() {
        var page = chromium.open(ui);
        assertThat(page.isDisabled("#compare-open")).isTrue();
        page.locator(".pick").all().forEach(pick -> pick.click());
        page.click("#compare-open");
        page.click("#play-both");

        page.waitForFunction("() => [...document.querySelectorAll('#compare video')].every(v => v.currentTime > 0.1)");
        assertThat(page.locator("#compare tr.other").allTextContents()).hasSize(2);
        assertThat(page.evaluate("() => [...document.querySelectorAll('#compare video')].map(v => v.muted).join()"))
                .isEqualTo("false,true");
        Chromium.keep(page, "comparison");
        page.keyboard().press("Escape");
        assertThat(page.locator("#compare").isVisible()).isFalse();
        page.waitForFunction("() => document.querySelectorAll('#compare video').length === 0");
    }

    @Test
    void aClipIsDeletedOnceItIsSure() {
        var page = chromium.open(ui);
        page.locator(".delete").first().click();
        page.keyboard().press("Escape");
        assertThat(page.locator("#cards li").count()).isEqualTo(2);

        page.locator(".delete").first().click();
        page.click("#sure-yes");

        page.waitForFunction("() => document.querySelectorAll('#cards li').length === 1");
        assertThat(page.locator("#cards li").textContent()).contains("a red ball");
        assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("open");
    }

    @Test
    void referenceClipsAreSearchedAndChosen() {
        var page = chromium.open(ui);
        page.route("**/api/models", route -> {
            var models = route.fetch();
            route.fulfill(new FulfillOptions()
                    .setResponse(models)
                    .setBody(models.text().replace("\"hasClips\":false", "\"hasClips\":true")));
        });
        page.route("**/api/clips?*", route -> {
            var caption = route.request().url().contains("search=blue") ? "a blue dog" : "a brown dog";
            route.fulfill(new FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{'total': 1, 'clips': [{'key': 'k', 'id': 'i', 'caption': '%s', 'url': '/icon.svg'}]}"
                            .formatted(caption)
                            .replace('\'', '"')));
        });
        page.reload();
        page.locator("#cards li").first().waitFor();
        page.check("[name=start][value=clip]");
        page.click("#clip-open");
        page.fill("#clips-search", "blue");
        page.locator("#clips-list button", new Page.LocatorOptions().setHasText("a blue dog"))
                .click();

        assertThat(page.locator("#clips").isVisible()).isFalse();
        assertThat(page.locator("#clip-words").textContent()).isEqualTo("a blue dog");
        assertThat(page.locator("#clip-shown").isVisible()).isTrue();
    }

    @Test
    void aPhoneNeedsNoScrollingSideways() {
        var page = chromium.open(ui, new NewContextOptions().setViewportSize(360, 740));
        page.locator("#cards .open").first().click();
        page.locator("#stage video").waitFor();
        for (var summary : page.locator("summary").all()) {
            summary.click();
        }
        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(360);
        page.locator(".pick").all().forEach(pick -> pick.click());
        Chromium.keep(page, "phone");
        page.click("#compare-open");
        assertThat(page.evaluate("() => document.querySelector('#compare').scrollWidth <= innerWidth"))
                .isEqualTo(true);
        Chromium.keep(page, "phone-comparison");
    }

    @Test
    void darkAndLightDiffer() {
        var light = chromium.open(ui, new NewContextOptions().setColorScheme(ColorScheme.LIGHT));
        var dark = chromium.open(
                ui, new NewContextOptions().setColorScheme(ColorScheme.DARK).setReducedMotion(ReducedMotion.REDUCE));
        Chromium.keep(light, "light");
        Chromium.keep(dark, "dark");
        for (var of : new String[] {"backgroundColor", "color"}) {
            var colour = "() => getComputedStyle(document.body)." + of;
            assertThat(light.evaluate(colour)).isNotEqualTo(dark.evaluate(colour));
        }
        assertThat(dark.evaluate("() => getComputedStyle(document.querySelector('.button')).transitionDuration"))
                .isEqualTo("0s");
    }
}
