package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import io.tallymark.dashboard.Browser;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of the running product, in a real browser. */
class DashboardIT extends Deployed {

    static final String PASSWORD = "a password for tests";
    private static final String OVERVIEW = "/dashboard/overview.xhtml";

    private Browser browser() {
        return Browser.at(api.base());
    }

    @Test
    void u1_everyPageLeadsToTheSignInAndBackAgain() {
        try (Browser browser = browser()) {
            browser.open("/dashboard/profile.xhtml?saved=true");
            assertThat(browser.path()).startsWith("/dashboard/sign-in.xhtml?return=");
            browser.checkLooks("sign-in");
            browser.signIn("admin", "not the password");
            assertThat(browser.texts("[role=alert]")).singleElement().asString().contains("did not work");
            browser.checkAccessible();
            browser.signIn(" Admin", PASSWORD);
            assertThat(browser.path()).isEqualTo("/dashboard/profile.xhtml?saved=true");
            browser.open("/dashboard");
            assertThat(browser.path()).isEqualTo(OVERVIEW);

            Cookie session = browser.context().cookies().get(0);
            assertThat(session.httpOnly).isTrue();
            assertThat(session.sameSite.name()).isEqualTo("LAX");
            browser.page().click(".account-button");
            browser.page().click("#account button.quiet");
            assertThat(browser.path()).isEqualTo("/dashboard/sign-in.xhtml?out=true");
            browser.open(OVERVIEW);
            assertThat(browser.path()).startsWith("/dashboard/sign-in.xhtml");
        }
    }

    @Test
    void u1_noOtherSiteIsEverTheWayBack() {
        try (Browser browser = browser()) {
            browser.open("/dashboard/sign-in.xhtml?return=//evil.example/");
            browser.signIn("admin", PASSWORD);
            assertThat(browser.path()).isEqualTo(OVERVIEW);
        }
    }

    @Test
    void u3_languageZoneAndThemeAreThePersonsOwn() {
        api.campaign("Spring sale <b onmouseover=alert(1)>");
        try (Browser browser = Browser.at(api.base(), "de-DE")) {
            browser.open(OVERVIEW);
            browser.signIn("admin", PASSWORD);
            assertThat(browser.texts("h1")).containsExactly("Übersicht");
            assertThat(browser.texts("table.rows tbody th")).contains("Spring sale <b onmouseover=alert(1)>");
            browser.checkLooks("overview-german");
            browser.page().click(".account-button");
            browser.page().click("#account button[value=en]");
            assertThat(browser.path()).isEqualTo(OVERVIEW);
            assertThat(browser.texts("h1")).containsExactly("Overview");
            browser.page().click(".account-button");
            browser.page().click("#account button[value=DARK]");
            assertThat(browser.page().getAttribute("html", "data-theme")).isEqualTo("dark");
            browser.checkLooks("overview");

            browser.open("/dashboard/profile.xhtml");
            browser.checkLooks("profile");
            browser.page().selectOption("[id='preferences:zone']", "Asia/Kolkata");
            browser.page().selectOption("[id='preferences:theme']", "SYSTEM");
            browser.page().selectOption("[id='preferences:language']", "");
            browser.page().click("[id='preferences:save']");
            browser.page().waitForURL("**/profile.xhtml?saved=true");
            assertThat(browser.texts("footer span")).contains("Zeiten in Asia/Kolkata");
            browser.page().selectOption("[id='preferences:zone']", "");
            browser.page().click("[id='preferences:save']");
            browser.page().waitForSelector("footer span:has-text('Zeiten in UTC')");
        }
    }

    @Test
    void u4_eachNumberHasItsDefinitionOneClickAway() {
        api.campaign("defined");
        try (Browser browser = browser()) {
            browser.open(OVERVIEW);
            browser.signIn("admin", PASSWORD);
            browser.page().click("[popovertarget='definition-sent']");
            assertThat(browser.page().innerText("#definition-sent")).contains("Messages minted");
            browser.checkAccessible();
            browser.page().keyboard().press("Escape");
            assertThat(browser.page().isVisible("#definition-sent")).isFalse();
        }
    }

    @Test
    void u5_onePolicyAndNoOtherSitesForms() {
        HttpResponse<String> page = api.get("/dashboard/sign-in.xhtml");
        List<String> policies = page.headers().allValues("Content-Security-Policy");
        assertThat(policies)
                .singleElement()
                .asString()
                .contains("default-src 'self'", "'nonce-", "frame-ancestors 'none'");
        assertThat(policies.get(0).replaceAll(".*script-src", "")).doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Set-Cookie"))
                .as("strangers get no session")
                .isEmpty();
        HttpResponse<String> script = api.get("/jakarta.faces.resource/core.js.xhtml?ln=primefaces&v=15.0.13");
        assertThat(script.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");

        for (String[] header : List.of(
                new String[] {"Sec-Fetch-Site", "cross-site"}, new String[] {"Origin", "https://evil.example"})) {
            HttpResponse<String> forged = api.send(api.request("/dashboard/sign-in")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header(header[0], header[1])
                    .POST(BodyPublishers.ofString("name=admin&password=" + PASSWORD.replace(' ', '+'))));
            assertThat(forged.statusCode()).isEqualTo(403);
            assertThat(forged.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void u7_errorsSayWhatToDo() {
        try (Browser browser = browser()) {
            browser.open(OVERVIEW);
            browser.signIn("admin", PASSWORD);
            browser.open("/dashboard/nothing.xhtml");
            browser.expectComplaint(text -> text.contains("404"));
            browser.checkLooks("not-found");
            assertThat(browser.texts("h1")).containsExactly("There is no such page");
        }
    }

    @Test
    void u7_anExpiredSessionLeadsBackToThePageAlsoWhenAScriptAsked() {
        try (Browser browser = browser()) {
            browser.open("/dashboard/profile.xhtml");
            browser.signIn("admin", PASSWORD);
            browser.context().clearCookies();
            browser.page().click("[id='preferences:save']");
            browser.page().waitForURL("**/sign-in.xhtml?return=*");
            browser.signIn("admin", PASSWORD);
            assertThat(browser.path()).isEqualTo("/dashboard/profile.xhtml");
        }
    }
}
