package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.access.MockProvider;
import io.tallymark.dashboard.Browser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dashboard on a server where the rest of its tests do not run. */
class DashboardSmokeIT extends Deployed {

    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

    @Test
    void u1_everyPageIsThereInBothThemesAndLanguages() {
        Api.Sent message = api.send("<p>Sale</p><a href='https://example.com/a'>Shop</a>");
        assertThat(api.send(api.follow(message.openUrl())
                                .header("User-Agent", CHROME)
                                .GET())
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.send(api.follow(message.clickUrls().get(0))
                                .header("User-Agent", CHROME)
                                .GET())
                        .statusCode())
                .isEqualTo(302);
        Api.await(
                20,
                "both are decided",
                () -> api.events("message=" + message.id()).stream()
                                .filter(event -> !event.getString("class").equals("UNDECIDED"))
                                .count()
                        == 2);
        try (Browser browser = Browser.at(api.base())) {
            browser.open("/dashboard/overview.xhtml");
            browser.signIn("admin", DashboardIT.PASSWORD);
            assertThat(browser.path()).isEqualTo("/dashboard/overview.xhtml");
            browser.checkLooks("smoke-overview");
            for (String page : List.of(
                    "campaign.xhtml?id=" + message.campaign(),
                    "compare.xhtml?a=" + message.campaign(),
                    "recipients.xhtml?campaign=" + message.campaign(),
                    "message.xhtml?id=" + message.id(),
                    "snapshot.xhtml?id=" + message.snapshot(),
                    "events.xhtml",
                    "new-campaign.xhtml",
                    "classification.xhtml",
                    "local-knowledge.xhtml",
                    "signatures.xhtml",
                    "health.xhtml",
                    "profile.xhtml",
                    "admin/users.xhtml",
                    "admin/user.xhtml?user=admin",
                    "admin/api-keys.xhtml",
                    "admin/domains.xhtml",
                    "admin/keys.xhtml",
                    "admin/audit.xhtml",
                    "admin/runs.xhtml",
                    "admin/verification.xhtml",
                    "admin/sample.xhtml")) {
                browser.open("/dashboard/" + page);
                assertThat(browser.texts("main h1")).as(page).hasSize(1);
                assertThat(browser.page().content()).as(page).doesNotContain("Incident");
                browser.checkAccessible();
            }
            browser.open("/dashboard/campaign.xhtml?id=" + message.campaign());
            browser.checkLooks("smoke-campaign");
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
    void a1_aKeyIsMadeShownOnceAndRevoked() {
        try (Browser browser = Browser.at(api.base())) {
            browser.open("/dashboard/admin/api-keys.xhtml");
            browser.signIn("admin", DashboardIT.PASSWORD);
            browser.page().fill("[id='keys:name']", "smoke");
            browser.page().click("[id='keys:create']");
            browser.page().waitForSelector("#secret");
            String key = browser.page().innerText("#secret");
            assertThat(api.withKey(key)
                            .post("/api/v1/campaigns", "{\"name\":\"by the new key\"}")
                            .statusCode())
                    .isEqualTo(201);
            browser.page().locator("tr:has-text('smoke') a").first().click();
            browser.page().click("[id='ending:now']");
            browser.page().waitForURL("**/api-keys.xhtml?revoked=true");
            Api.await(
                    15,
                    "the key is refused",
                    () -> api.withKey(key).get("/api/v1/campaigns").statusCode() == 401);
            browser.open("/dashboard/admin/audit.xhtml?action=api-key");
            assertThat(browser.texts("tbody tr").toString()).contains("api-key.created", "api-key.revoked");
        }
    }

    @Test
    void a10_theProviderSaysWhoMaySignInAndAsWhat() {
        try (MockProvider provider = MockProvider.start(Integer.getInteger("test.provider.port"));
                Browser browser = Browser.at(api.base())) {
            provider.person("subject-ann", "Ann@Example.com", "chiefs");
            browser.open("/dashboard/admin/users.xhtml");
            browser.page().click("text=Sign in with Example Login");
            browser.page().waitForURL("**/users.xhtml");
            assertThat(browser.texts("tr:has-text('ann@example.com') td").get(0))
                    .isEqualTo("Administrator");
            assertThat(browser.texts(".account-name")).containsExactly("ann@example.com");
        }
    }

    @Test
    void a6_a7_wrongPasswordsAndExpiredSessionsLeadToTheSignIn() {
        try (Browser browser = Browser.at(api.base())) {
            browser.open("/dashboard/profile.xhtml");
            browser.signIn("admin", "wrong");
            assertThat(browser.texts("[role=alert]")).singleElement().asString().contains("did not work");
            browser.signIn("admin", DashboardIT.PASSWORD);
            browser.context().clearCookies();
            browser.page().click("[id='preferences:save']");
            browser.page().waitForURL("**/sign-in.xhtml?return=*");
            browser.signIn("admin", DashboardIT.PASSWORD);
            browser.open("/dashboard/nothing.xhtml");
            browser.expectComplaint(text -> text.contains("404"));
            assertThat(browser.texts("h1")).containsExactly("There is no such page");
        }
    }
}
