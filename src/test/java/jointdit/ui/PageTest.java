package jointdit.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.spark.LiveGenerator;
import jointdit.spark.Storage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with the page, in a real browser, with the model that comes with the program. */
class PageTest {
    private static final FilePayload BALL = new FilePayload("ball.png", "image/png", ball());

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static LiveGenerator generator;
    private static UiForTests ui;

    @BeforeAll
    static void open() {
        browser = Browser.open();
        generator = new LiveGenerator(Storage.outsideSpark());
        ui = UiForTests.start(folder, generator::generate);
    }

    @AfterAll
    static void close() {
        for (var opened : Arrays.asList(ui, generator, browser)) {
            if (opened != null) {
                try {
                    opened.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @AfterEach
    void nothingWentWrongUnseen() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aPictureBecomesAClipThatPlaysAndSounds() {
        try (var page = page()) {
            Browser.keep(page, "empty");
            page.setInputFiles("#file", BALL);
            page.waitForSelector("#picture:not([hidden])");
            ask(page, "a red ball bounces on the floor", 16);

            page.waitForSelector("#preview:not([hidden])");
            assertThat(page.textContent("#progress-words")).matches("Step \\d+ of 16.*");
            Browser.keep(page, "working");
            page.waitForSelector("#run video");

            assertThat((int) page.evaluate("""
                            async () => {
                              const video = document.querySelector("#run video");
                              await video.play();
                              await new Promise(done => video.ontimeupdate = () => video.currentTime > 0.2 && done());
                              return video.webkitAudioDecodedByteCount > 0 ? video.videoWidth : -1;
                            }""")).isEqualTo(64);
            var seconds = (Number) page.evaluate("""
                    async () => {
                      const link = document.querySelector("a[href*='sound.wav']").href;
                      const bytes = await (await fetch(link)).arrayBuffer();
                      return (await new OfflineAudioContext(1, 1, 16000).decodeAudioData(bytes)).duration;
                    }""");
            assertThat(seconds.doubleValue()).isBetween(1.9, 2.1);
            assertThat(page.locator("#run img.strip").all())
                    .hasSize(2)
                    .allSatisfy(image -> assertThat((int) image.evaluate("i => i.decode().then(() => i.naturalWidth)"))
                            .isEqualTo(960));
            Browser.keep(page, "made");
        }
    }

    @Test
    void earlierClipsAreThereAgainAndCanBeCompared() {
        try (var page = page()) {
            made(page, "a blue dot glides up and down");
            made(page, "a green lamp flashes");
            page.reload();
            page.waitForSelector("body[data-ready]");

            var tiles = page.locator("#runs > li");
            assertThat(tiles.count()).isGreaterThanOrEqualTo(2);
            tiles.nth(1).locator(".again").click();
            assertThat(page.inputValue("#prompt")).isEqualTo("a blue dot glides up and down");
            assertThat(page.inputValue("#seed")).matches("\\d+");

            tiles.nth(0).locator("input[type=checkbox]").check();
            tiles.nth(1).locator("input[type=checkbox]").check();
            page.click("#compare");
            assertThat(page.locator("#both video").count()).isEqualTo(2);
            assertThat(page.textContent("#both-settings")).contains("prompt", "a green lamp flashes");
            page.click("#play-both");
            page.waitForFunction("() => [...document.querySelectorAll('#both video')].every(v => v.currentTime > 0.1)");
            Browser.keep(page, "compared");
            page.keyboard().press("Escape");
            assertThat(page.isVisible("#both")).isFalse();

            var before = tiles.count();
            tiles.nth(0).locator(".remove").click();
            page.waitForFunction("count => document.querySelectorAll('#runs > li').length === count", before - 1);
        }
    }

    @Test
    void aRunThatIsCancelledEndsAtOnce() {
        try (var page = page()) {
            ask(page, "a red ball bounces", 200);
            page.waitForFunction("() => document.querySelector('#progress-words')?.textContent.startsWith('Step')");
            page.click("#cancel");
            page.waitForSelector("#run .cancelled");

            assertThat(page.textContent("#run .message")).isEqualTo("Cancelled.");
            assertThat(page.isEnabled("#make")).isTrue();
        }
    }

    @Test
    void anUploadThatIsNoPictureSaysWhatWasWanted() {
        try (var page = page()) {
            page.setInputFiles(
                    "#file", new FilePayload("words.png", "image/png", "words".getBytes(StandardCharsets.UTF_8)));
            page.waitForFunction("() => document.querySelector('#picture-error').textContent !== ''");

            assertThat(page.textContent("#picture-error")).startsWith("Wanted a ");
            assertThat(page.isVisible("#picture")).isFalse();
            assertThat(browser.complaints()).allMatch(text -> text.contains("status of 4"));
        }
    }

    @Test
    void aWrongSettingIsMarkedWhereItIs() {
        try (var page = page()) {
            ask(page, "a red ball bounces", 100_000);
            page.waitForSelector("#steps[aria-invalid=true]");

            assertThat(page.textContent("#steps-error")).startsWith("Wanted a whole number from 1 to 200 in steps");
            assertThat((String) page.evaluate("() => document.activeElement.id"))
                    .isEqualTo("steps");
            assertThat(browser.complaints()).allMatch(text -> text.contains("status of 400"));
        }
    }

    @Test
    void theKeyboardAloneIsEnough() {
        try (var page = page()) {
            press(page, "Tab", "prompt");
            page.keyboard().type("a magenta dot glides up and down");
            press(page, "Tab", "make");
            assertThat((String) page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle"))
                    .isEqualTo("solid");
            page.keyboard().press("Enter");

            page.waitForSelector("#run video");
            assertThat((String) page.evaluate("() => document.activeElement.id"))
                    .isEqualTo("stage");
            assertThat(page.textContent("#announce")).isEqualTo("The clip is done");
        }
    }

    @Test
    void aPhoneShowsAllOfItsWidthAndTheDarkIsDark() {
        try (var page = browser.page(ui.address("/").toString(), 360, 740)) {
            for (var details : List.of("#sampling-details", "#guidance-details", "#memory-details")) {
                page.click(details + " > summary");
            }
            assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(360);
            Browser.keep(page, "phone");
            var light = brightness(page);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

            assertThat(light).isGreaterThan(200);
            assertThat(brightness(page)).isLessThan(60);
            Browser.keep(page, "dark");
        }
    }

    private static Page page() {
        return browser.page(ui.address("/").toString(), 1280, 900);
    }

    private static void ask(Page page, String prompt, int steps) {
        page.fill("#prompt", prompt);
        page.evaluate("() => document.querySelector('#sampling-details').open = true");
        page.fill("#steps", String.valueOf(steps));
        page.click("#make");
    }

    private static void made(Page page, String prompt) {
        ask(page, prompt, 3);
        page.waitForFunction("prompt => document.querySelector('#run .done h2')?.textContent === prompt", prompt);
    }

    /** Again and again, until an element has the focus. */
    private static void press(Page page, String key, String id) {
        for (int i = 0; i < 40; i++) {
            if (id.equals(page.evaluate("() => document.activeElement.id"))) {
                return;
            }
            page.keyboard().press(key);
        }
        throw new AssertionError("Wanted the focus on " + id + ", found it nowhere");
    }

    /** Of the ground, in [0, 255]. */
    private static int brightness(Page page) {
        var colour = (String) page.evaluate("() => getComputedStyle(document.body).backgroundColor");
        var numbers = Pattern.compile("\\d+")
                .matcher(colour)
                .results()
                .mapToInt(m -> Integer.parseInt(m.group()))
                .toArray();
        return (numbers[0] + numbers[1] + numbers[2]) / 3;
    }

    /** A red disc on white. */
    private static byte[] ball() {
        var rgb = new byte[3 * 128 * 128];
        Arrays.fill(rgb, (byte) 255);
        for (int i = 0; i < 128 * 128; i++) {
            if (Math.hypot(i % 128 - 64, i / 128.0 - 40) < 14) {
                rgb[3 * i + 1] = 30;
                rgb[3 * i + 2] = 30;
            }
        }
        return Png.bytes(new Picture(128, 128, rgb));
    }
}
