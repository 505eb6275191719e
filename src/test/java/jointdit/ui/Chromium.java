package jointdit.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The browser of this machine, without a window; tests are skipped where there is none. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int PATIENCE_MILLIS = 60_000;
    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required");

    private final Playwright playwright;
    private final Browser browser;
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    private Chromium(Playwright playwright) {
        this.playwright = playwright;
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(OPTIONS));
    }

    static Chromium start() {
        assumeTrue(Files.isExecutable(PROGRAM), () -> "Skipped: " + PROGRAM + " is absent");
        return new Chromium(Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
    }

    /** The page of a server, on a screen of the usual size. */
    Page open(UiForTests ui) {
        return open(ui, new NewContextOptions().setViewportSize(1280, 900));
    }

    /** The page of a server, once it shows its fields. */
    Page open(UiForTests ui, NewContextOptions screen) {
        var page = browser.newContext(screen).newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            var isRefusal = message.text().startsWith("Failed to load resource"); // a test of what is refused
            if (message.type().equals("error") && !isRefusal) {
                complaints.add(message.text());
            }
        });
        page.navigate(ui.address("/").toString());
        page.locator("#steps").waitFor();
        return page;
    }

    /** Keeps what the page looks like, for people. */
    static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Closes all pages; none may have broken its content security policy, or complained of anything else. */
    void leave() {
        browser.contexts().forEach(BrowserContext::close);
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
