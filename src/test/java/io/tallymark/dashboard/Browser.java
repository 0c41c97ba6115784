package io.tallymark.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A person with a real browser before a running product. Everything that the browser complains about is collected, and
 * {@link #close} fails if there was anything.
 *
 * <pre>
 * try (Browser browser = Browser.at(url)) {
 *     browser.signIn("admin", "…");
 *     browser.open("/dashboard/overview.xhtml");
 *     browser.checkLooks("overview");
 * }
 * </pre>
 */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SHOTS = Path.of("target/screenshots");
    private static final String SILENT_FRAMES = "iframe[sandbox='']";
    private static final int WIDE = 1280;
    private static final int NARROW = 375;
    private static final int HEIGHT = 900;

    private final String base;
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Browser(String base, String language) {
        if (!Files.isExecutable(CHROMIUM)) {
            throw new IllegalStateException(
                    "These tests need Chromium at " + CHROMIUM + ": apt-get install chromium (.ci/run does it)");
        }
        this.base = base;
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")));
        this.context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(language)
                .setTimezoneId("Europe/Berlin")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(WIDE, HEIGHT));
        this.page = context.newPage();
        context.setDefaultTimeout(15_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
    }

    /** @param base scheme, host and port */
    public static Browser at(String base) {
        return new Browser(base, "en-GB");
    }

    /** A browser that asks for another language. */
    public static Browser at(String base, String language) {
        return new Browser(base, language);
    }

    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    public void open(String path) {
        page.navigate(base + path);
    }

    /** Path and query of the page now shown. */
    public String path() {
        return page.url().substring(base.length());
    }

    /** Signs in at the sign-in page, wherever it leads. */
    public void signIn(String name, String password) {
        if (!page.url().startsWith(base + "/dashboard/sign-in.xhtml")) {
            open("/dashboard/sign-in.xhtml");
        }
        page.fill("#name", name);
        page.fill("#password", password);
        page.click("main button[type=submit]");
        page.waitForLoadState();
    }

    public void dark(boolean dark) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT));
    }

    public void narrow(boolean narrow) {
        page.setViewportSize(narrow ? NARROW : WIDE, HEIGHT);
    }

    /** Looks at the page in light, dark and narrow: nothing serious for axe, nothing wider than the screen. Leaves pictures. */
    public void checkLooks(String name) {
        for (boolean dark : List.of(false, true)) {
            theme(dark);
            shoot(name + (dark ? "-dark" : "-light"));
            checkAccessible();
        }
        theme(false);
        narrow(true);
        shoot(name + "-narrow");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(name + " is wider than a narrow screen")
                .isLessThanOrEqualTo(NARROW);
        checkAccessible();
        narrow(false);
    }

    /** Shows the page as a person sees it who follows the device, whatever the one who is signed in prefers. */
    private void theme(boolean dark) {
        dark(dark);
        page.evaluate("""
                () => {
                  const root = document.documentElement;
                  root.dataset.theme = 'system';
                  document.querySelectorAll('link[href*="theme.css"]').forEach(sheet => sheet.media =
                      '(prefers-color-scheme: ' + (sheet.href.includes('vela') ? 'dark' : 'light') + ')');
                }""");
        page.waitForTimeout(100);
        String ground = (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
        assertThat(ground).as("the ground").isEqualTo(dark ? "rgb(23, 33, 47)" : "rgb(245, 247, 250)");
    }

    private void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** What axe-core calls serious or critical; it cannot look into frames in which no script runs. */
    public void checkAccessible() {
        List<String> found = new ArrayList<>();
        for (Rule rule : new AxeBuilder(page).exclude(SILENT_FRAMES).analyze().getViolations()) {
            if (List.of("serious", "critical").contains(rule.getImpact())) {
                rule.getNodes()
                        .forEach(node ->
                                found.add(rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary()));
            }
        }
        assertThat(found).as(page.url()).isEmpty();
    }

    /** Takes out the complaints that a test provokes on purpose; fails if there was none. */
    public void expectComplaint(Predicate<String> expected) {
        page.waitForCondition(() -> complaints.stream().anyMatch(expected));
        complaints.removeIf(expected);
    }

    /** Visible texts of all elements that match. */
    public List<String> texts(String selector) {
        page.waitForLoadState(); // a click waits until the next page begins, not until it is there
        return page.locator(selector).allInnerTexts();
    }

    @Override
    public void close() {
        try {
            shoot("last-seen");
            assertThat(complaints).as("what the browser complained about").isEmpty();
        } finally {
            playwright.close();
        }
    }
}
