import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Signs in to a product that has nothing yet, has the sample data made, and takes pictures of overview, campaign, message and
 * classification in both themes, as large as they stand in the README.
 *
 * <p>Arguments: address, the administrator's password, folder of the pictures.
 */
public final class Screenshots {

    private final Page page;
    private final String address;
    private final Path folder;

    private Screenshots(Page page, String address, Path folder) {
        this.page = page;
        this.address = address;
        this.folder = folder;
    }

    public static void main(String[] args) {
        var options = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (Playwright playwright = Playwright.create(options)) {
            Browser chromium = playwright.chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of("/usr/bin/chromium"))
                            .setArgs(List.of("--no-sandbox")));
            BrowserContext context = chromium.newContext(new Browser.NewContextOptions()
                    .setLocale("en-GB")
                    .setTimezoneId("Europe/Berlin")
                    .setViewportSize(1280, 860));
            new Screenshots(context.newPage(), args[0] + "/dashboard/", Path.of(args[2])).take(args[1]);
        }
    }

    private void take(String password) {
        page.navigate(address + "sign-in.xhtml");
        page.fill("#name", "admin");
        page.fill("#password", password);
        page.click("main button[type=submit]");
        page.waitForURL("**/overview.xhtml*");
        page.navigate(address + "admin/sample.xhtml");
        page.click("[id='sample:make']");
        page.waitForSelector("h2.good-word", new Page.WaitForSelectorOptions().setTimeout(180_000));
        waitForVerdicts();
        shoot("overview", "overview.xhtml");
        String campaign = page.getAttribute("table.campaigns tbody a", "href");
        shoot("campaign", campaign.substring(campaign.indexOf("campaign.xhtml")));
        page.navigate(address + "recipients.xhtml?filter=clicked&campaign=" + campaign.substring(campaign.indexOf("id=") + 3));
        String message = page.getAttribute("a[href*='message.xhtml']", "href");
        shoot("message", message.substring(message.indexOf("message.xhtml")));
        shoot("classification", "classification.xhtml");
    }

    /** The numbers of the newest campaign stand still. */
    private void waitForVerdicts() {
        String before = "";
        String now = numbers();
        while (!now.equals(before)) {
            before = now;
            page.waitForTimeout(5_000);
            now = numbers();
        }
    }

    private String numbers() {
        page.navigate(address + "overview.xhtml");
        return String.join("|", page.locator("table.campaigns tbody tr").allInnerTexts());
    }

    private void shoot(String name, String path) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.navigate(address + path);
            page.waitForLoadState();
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + "-" + scheme.name().toLowerCase() + ".png")));
        }
    }
}
