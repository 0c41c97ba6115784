package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.access.MockProvider;
import io.tallymark.dashboard.Browser;
import org.junit.jupiter.api.Test;

/** Ways in, on a server where the tests of administration do not run. */
class DashboardSmokeIT extends Deployed {

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
