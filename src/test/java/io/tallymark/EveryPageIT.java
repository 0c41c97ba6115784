package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.dashboard.Browser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every page is there, for both roles, in both languages and themes (U1, U3). */
class EveryPageIT extends Deployed {

    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
    private static final List<String> ADMINISTRATION = List.of(
            "admin/users.xhtml",
            "admin/user.xhtml?user=admin",
            "admin/api-keys.xhtml",
            "admin/domains.xhtml",
            "admin/keys.xhtml",
            "admin/audit.xhtml",
            "admin/runs.xhtml",
            "admin/verification.xhtml",
            "admin/sample.xhtml");

    private Api.Sent message;

    @BeforeEach
    void aMessageThatWasOpenedAndClicked() {
        message = api.send("<p>Sale</p><a href='https://example.com/a'>Shop</a>");
        assertThat(follow(message.openUrl())).isEqualTo(200);
        assertThat(follow(message.clickUrls().get(0))).isEqualTo(302);
        Api.await(
                20,
                "both are decided",
                () -> api.events("message=" + message.id()).stream()
                                .filter(event -> !event.getString("class").equals("UNDECIDED"))
                                .count()
                        == 2);
    }

    private int follow(String url) {
        return api.send(api.follow(url).header("User-Agent", CHROME).GET()).statusCode();
    }

    private List<String> forEverybody() {
        return List.of(
                "overview.xhtml",
                "campaign.xhtml?id=" + message.campaign(),
                "compare.xhtml?a=" + message.campaign(),
                "recipients.xhtml?campaign=" + message.campaign(),
                "message.xhtml?id=" + message.id(),
                "snapshots.xhtml?campaign=" + message.campaign(),
                "snapshot.xhtml?id=" + message.snapshot(),
                "events.xhtml",
                "classification.xhtml",
                "local-knowledge.xhtml",
                "signatures.xhtml",
                "health.xhtml",
                "profile.xhtml",
                "new-campaign.xhtml");
    }

    private static void look(Browser browser, String page) {
        browser.open("/dashboard/" + page);
        assertThat(browser.texts("main h1")).as(page).hasSize(1);
        assertThat(browser.page().content()).as(page).doesNotContain("Incident", "???");
        browser.checkAccessible();
    }

    @Test
    void u1_anAdministratorSeesEveryPage() {
        try (Browser browser = signedIn("en-GB")) {
            assertThat(browser.path()).isEqualTo("/dashboard/overview.xhtml");
            browser.checkLooks("every-overview");
            Stream.concat(forEverybody().stream(), ADMINISTRATION.stream()).forEach(page -> look(browser, page));
            browser.open("/dashboard/campaign.xhtml?id=" + message.campaign());
            browser.checkLooks("every-campaign");
            browser.page().click(".account-button");
            browser.page().click("#account button[value=de]");
            browser.page().click(".account-button");
            browser.page().click("#account button[value=DARK]");
            assertThat(browser.page().getAttribute("html", "lang")).isEqualTo("de");
            assertThat(browser.page().getAttribute("html", "data-theme")).isEqualTo("dark");
            browser.checkAccessible();
            browser.page().click(".account-button");
            browser.page().click("#account button[value=SYSTEM]");
            browser.page().click(".account-button");
            browser.page().click("#account button[value=en]");
        }
    }

    @Test
    void u1_anAnalystSeesEveryPageButThoseOfAdministrators() {
        try (Browser browser = analyst("every-page-analyst", "de-DE")) {
            for (String page : forEverybody()) {
                look(browser, page);
                assertThat(browser.page().getAttribute("html", "lang")).isEqualTo("de");
                assertThat(browser.texts("nav a[href*='/admin/']")).as(page).isEmpty();
            }
            for (String page : ADMINISTRATION) {
                look(browser, page);
                browser.expectComplaint(text -> text.contains("403"));
            }
        }
    }
}
