package jointdit.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import jointdit.spark.LiveGenerator;
import jointdit.spark.Storage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips made through the page, in a real browser. */
class PageRunTest {
    private static final String DECODE = """
            async (url) => {
              const bytes = await (await fetch(url)).arrayBuffer();
              const sound = await new AudioContext().decodeAudioData(bytes);
              return { seconds: sound.duration, peak: Math.max(...sound.getChannelData(0).map(Math.abs)) };
            }""";
    private static final String GIVE = """
            ([event, base64]) => {
              const files = new DataTransfer();
              const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
              files.items.add(new File([bytes], `${event}.png`, { type: "image/png" }));
              document.querySelector("#drop").dispatchEvent(event === "paste"
                ? new ClipboardEvent(event, { clipboardData: files, bubbles: true })
                : new DragEvent(event, { dataTransfer: files, bubbles: true, cancelable: true }));
            }""";
    private static Chromium chromium;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterEach
    void nothingIsComplainedOf() {
        chromium.leave();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aPictureAndAPromptBecomeAClipThatIsSeenAndHeard() {
        try (var generator = new LiveGenerator(Storage.outsideSpark());
                var ui = UiForTests.start(folder, generator::generate, "ui.preview-every=1")) {
            var page = chromium.open(ui);
            page.setInputFiles("#file", new FilePayload("ball.png", "image/png", UiShippedModelTest.ball()));
            page.locator("#picture-shown").waitFor();
            page.fill("#prompt", "a red ball bounces");
            page.fill("#steps", "120"); // long enough to be seen at work on a fast machine
            page.fill("#seed", "7");
            page.click("#run");

            page.locator("#preview").waitFor();
            Chromium.keep(page, "running");
            assertThat(page.locator("#where").textContent()).matches("Step \\d+ of 120");
            var video = page.locator("#stage video");
            video.waitFor();
            plays(page, video);
            sounds(page);
            for (var picture : page.locator("#stage figure img").all()) {
                assertThat(number(picture, "image => image.decode().then(() => image.naturalWidth)"))
                        .isEqualTo(960);
            }
            page.click("#log summary");
            page.waitForFunction("() => document.querySelector('#log pre').textContent.includes('Step 120 of 120')");
            assertThat(page.locator("#told").textContent()).isEqualTo("a red ball bounces: Done");
            Chromium.keep(page, "result");
        }
    }

    private static void plays(Page page, Locator video) {
        page.waitForFunction("() => document.querySelector('#stage video').currentTime > 0.2");
        assertThat(number(video, "video => video.videoWidth")).isEqualTo(64);
        assertThat(number(video, "video => video.duration")).isCloseTo(2, offset(0.15));
        assertThat(video.evaluate("video => !video.paused && video.loop && !video.muted"))
                .isEqualTo(true);
        assertThat(number(video, "video => video.webkitAudioDecodedByteCount")).isPositive();
    }

    /** Both the WAV and the sound track of the video. */
    private static void sounds(Page page) {
        for (var kind : new String[] {"MP4", "WAV"}) {
            var link = page.locator("#stage a", new Page.LocatorOptions().setHasText(kind));
            var sound = (Map<?, ?>) page.evaluate(DECODE, link.getAttribute("href"));
            assertThat(((Number) sound.get("seconds")).doubleValue()).as(kind).isCloseTo(2, offset(0.15));
            assertThat(((Number) sound.get("peak")).doubleValue()).as(kind).isGreaterThan(0.01);
        }
    }

    private static double number(Locator element, String script) {
        return ((Number) element.evaluate(script)).doubleValue();
    }

    @Test
    void picturesAreDroppedAndPasted() {
        try (var ui = UiForTests.start(folder, ShortClips.fast())) {
            var page = chromium.open(ui);
            for (var event : new String[] {"drop", "paste"}) {
                page.evaluate(
                        GIVE, new String[] {event, Base64.getEncoder().encodeToString(UiShippedModelTest.ball())});
                page.locator("#picture-words", new Page.LocatorOptions().setHasText(event + ".png, 96 × 64"))
                        .waitFor();
                assertThat(number(
                                page.locator("#picture-shown"),
                                "image => image.decode().then(() => image.naturalWidth)"))
                        .isEqualTo(96);
                page.click("#picture-away");
                assertThat(page.locator("#picture-shown").isVisible()).isFalse();
            }
        }
    }

    @Test
    void aFileThatIsNoPictureIsRefusedInWords() {
        try (var ui = UiForTests.start(folder, ShortClips.fast())) {
            var page = chromium.open(ui);
            var text = "no picture".getBytes(StandardCharsets.UTF_8);
            for (var type : new String[] {"text/plain", "image/png"}) {
                page.setInputFiles("#file", new FilePayload("words.txt", type, text));
                var problem = page.locator("#picture-problem");
                problem.waitFor();
                assertThat(problem.textContent()).startsWith("Wanted").contains(", found");
                assertThat(problem.getAttribute("role")).isEqualTo("alert");
                Chromium.keep(page, "refused-" + type.replace('/', '-'));
            }
        }
    }

    @Test
    void aWrongSettingIsToldBesideItsField() {
        try (var ui = UiForTests.start(folder, ShortClips.fast())) {
            var page = chromium.open(ui);
            page.click("#run");
            page.locator("#prompt-problem").waitFor();
            assertThat(page.locator("#prompt-problem").textContent()).contains("picture or a prompt");

            page.fill("#prompt", "a ball");
            page.fill("#steps", "9000");
            page.click("#run");
            assertThat(page.locator("#steps-problem").textContent()).isEqualTo("Wanted a number from 1 to 200");
            assertThat(page.locator("#steps").getAttribute("aria-invalid")).isEqualTo("true");
            assertThat(focus(page)).isEqualTo("steps");
        }
    }

    @Test
    void stepsAreToldAndARunIsCancelledAtOnce() {
        var clips = ShortClips.waiting();
        try (var ui = UiForTests.start(folder, clips)) {
            var page = chromium.open(ui);
            var first = ui.run();
            page.fill("#prompt", "a second ball");
            page.fill("#steps", "4");
            page.click("#run");
            stands(page, "Waiting, next in line");
            ui.post("/api/runs/" + first + "/cancel", "");
            clips.let(3);
            stands(page, "Step 2 of 4");
            assertThat(number(page.locator("#progress"), "bar => bar.position")).isEqualTo(0.5);

            page.click("#cancel");
            page.locator("#stage", new Page.LocatorOptions().setHasText("Cancelled"))
                    .waitFor();
            assertThat(page.locator("#told").textContent()).isEqualTo("a second ball: Cancelled");
            clips.let(9);
        }
    }

    private static void stands(Page page, String words) {
        page.locator("#where", new Page.LocatorOptions().setHasText(words)).waitFor();
    }

    @Test
    void aRunThatFailsSaysWhy() {
        ClipMaker broken = (config, row, listener) -> {
            throw new IllegalStateException("The model broke");
        };
        try (var ui = UiForTests.start(folder, broken)) {
            var page = chromium.open(ui);
            page.fill("#prompt", "a ball");
            page.click("#run");

            page.locator("#stage .problem").waitFor();
            assertThat(page.locator("#stage .problem").textContent()).isEqualTo("The model broke");
            page.locator("#cards li", new Page.LocatorOptions().setHasText("Failed"))
                    .waitFor();
        }
    }

    @Test
    void theKeyboardAloneMakesAClip() {
        try (var ui = UiForTests.start(folder, ShortClips.fast())) {
            var page = chromium.open(ui);
            tabTo(page, "prompt");
            page.keyboard().type("a ball by keyboard");
            tabTo(page, "dice");
            page.keyboard().press("Enter");
            assertThat(page.inputValue("#seed")).isNotEmpty();
            assertThat(page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle"))
                    .isEqualTo("solid");
            tabTo(page, "run");
            page.keyboard().press("Enter");

            page.locator("#stage video").waitFor();
            tabTo(page, "again");
            page.keyboard().press("Enter");
            assertThat(focus(page)).isEqualTo("prompt");
            page.keyboard().press("Control+Enter");
            page.locator("#cards li:nth-child(2) video")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        }
    }

    private static void tabTo(Page page, String id) {
        for (var i = 0; i < 60 && !focus(page).equals(id); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(focus(page)).isEqualTo(id);
    }

    private static Object focus(Page page) {
        return page.evaluate("() => document.activeElement.id");
    }
}
