package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.access.MockProvider;
import io.tallymark.dashboard.Browser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People, keys, domains, the audit trail and health, as an administrator and as an analyst sees them. */
class AdministrationIT {

    private static final String OWN = "a password of my own";

    @TempDir
    static Path home;

    private static MockProvider provider;
    private static Postgres postgres;
    private static Node node;
    private static Api api;

    @BeforeAll
    static void start() {
        provider = MockProvider.start();
        postgres = Postgres.start(home);
        int port = Node.freePort();
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.put("TALLYMARK_OIDC_ISSUER", provider.issuer());
        settings.put("TALLYMARK_OIDC_CLIENT_ID", MockProvider.CLIENT);
        settings.put("TALLYMARK_OIDC_CLIENT_SECRET", MockProvider.SECRET);
        settings.put("TALLYMARK_OIDC_ROLE_CLAIM", "realm_access.roles");
        settings.put("TALLYMARK_OIDC_ROLES", "staff=ANALYST,chiefs=ADMINISTRATOR");
        settings.put("TALLYMARK_OIDC_LABEL", "Example Login");
        settings.put("TALLYMARK_OIDC_DASHBOARD_URL", "http://localhost:" + port);
        node = Node.start(home.resolve("node"), settings, port);
        api = node.api();
        Api.await(60, "ready", () -> api.get("/health/ready").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        node.close();
        postgres.close();
        provider.close();
    }

    private Browser admin(String page) {
        Browser browser = Browser.at(api.base());
        browser.open(page);
        browser.signIn("admin", DashboardIT.PASSWORD);
        assertThat(browser.path()).isEqualTo(page);
        return browser;
    }

    /** Adds a person as the administrator before the browser; returns the password that is shown once. */
    private static String add(Browser browser, String name, String role) {
        browser.open("/dashboard/admin/users.xhtml");
        browser.page().fill("[id='users:name']", name);
        browser.page().selectOption("[id='users:role']", role);
        browser.page().click("[id='users:add']");
        browser.page().waitForSelector("#secret");
        return browser.page().innerText("#secret");
    }

    private Browser firstSignIn(String name, String password) {
        Browser browser = Browser.at(api.base());
        browser.signIn(name, password);
        browser.page().fill("[id='password:current']", password);
        browser.page().fill("[id='password:wanted']", OWN);
        browser.page().fill("[id='password:again']", OWN);
        browser.page().click("[id='password:change']");
        browser.page().waitForURL("**/profile.xhtml?changed=true");
        return browser;
    }

    @Test
    void a6_a7_aNewPersonChoosesAPasswordFirstAndIsSignedOutWhenDisabled() {
        try (Browser browser = admin("/dashboard/admin/users.xhtml")) {
            String password = add(browser, "Ann.Analyst", "ANALYST");
            assertThat(password).hasSizeGreaterThan(15);
            browser.checkLooks("users");
            browser.open("/dashboard/admin/users.xhtml");
            assertThat(browser.page().content()).doesNotContain(password);
            try (Browser ann = Browser.at(api.base())) {
                ann.open("/dashboard/health.xhtml");
                ann.signIn("ann.analyst", password);
                assertThat(ann.path()).isEqualTo("/dashboard/change-password.xhtml");
                ann.open("/dashboard/overview.xhtml");
                assertThat(ann.path()).as("nothing else before").isEqualTo("/dashboard/change-password.xhtml");
                ann.checkLooks("choose-password");
                ann.page().fill("[id='password:current']", password);
                ann.page().fill("[id='password:wanted']", "short");
                ann.page().fill("[id='password:again']", "short");
                ann.page().click("[id='password:change']");
                ann.page().waitForSelector("#messages:has-text('longer')");
            }
            try (Browser ann = firstSignIn("ann.analyst", password)) {
                ann.open("/dashboard/overview.xhtml");
                assertThat(ann.page().content()).doesNotContain("/dashboard/admin/");
                for (String page : List.of("users", "user", "api-keys", "audit", "domains", "keys")) {
                    ann.open("/dashboard/admin/" + page + ".xhtml");
                    ann.expectComplaint(text -> text.contains("403"));
                    assertThat(ann.texts("h1")).containsExactly("Not for you");
                }
                ann.checkLooks("forbidden");
                ann.open("/dashboard/admin/audit-export?format=csv");
                ann.expectComplaint(text -> text.contains("403"));
                ann.open("/dashboard/health.xhtml");
                assertThat(ann.texts("h1")).containsExactly("Health of this node");

                browser.open("/dashboard/admin/user.xhtml?user=ann.analyst");
                browser.page().selectOption("[id='person:role']", "ADMINISTRATOR");
                browser.page().click("[id='person:change']");
                browser.page().waitForSelector("#messages:has-text('role is changed')");
                ann.open("/dashboard/admin/users.xhtml");
                assertThat(ann.texts("h1")).as("a right counts at once").containsExactly("Users");

                browser.page().click("[id='person:disable']");
                browser.page().waitForSelector("#messages:has-text('is disabled')");
                browser.checkLooks("user");
                ann.open("/dashboard/overview.xhtml");
                assertThat(ann.path()).startsWith("/dashboard/sign-in.xhtml");
                ann.signIn("ann.analyst", OWN);
                assertThat(ann.texts("[role=alert]")).singleElement().asString().contains("did not work");
            }
        }
    }

    @Test
    void a6_fiveFailuresCloseAnAccountUntilAnAdministratorOpensIt() {
        try (Browser browser = admin("/dashboard/admin/users.xhtml")) {
            String password = add(browser, "locked", "ANALYST");
            try (Browser stranger = Browser.at(api.base())) {
                for (int attempt = 0; attempt < 5; attempt++) {
                    stranger.signIn("locked", "wrong " + attempt);
                }
                stranger.signIn("locked", password);
                assertThat(stranger.texts("[role=alert]"))
                        .as("the same answer as for a wrong password")
                        .singleElement()
                        .asString()
                        .contains("did not work");
            }
            browser.open("/dashboard/admin/user.xhtml?user=locked");
            assertThat(browser.texts(".state.bad")).containsExactly("Closed for a while");
            browser.page().click("[id='person:unlock']");
            browser.page().waitForSelector("#messages:has-text('open again')");
            firstSignIn("locked", password).close();
            browser.open("/dashboard/admin/user.xhtml?user=locked");
            browser.page().click("[id='person:reset']");
            browser.page().waitForSelector("#secret");
            firstSignIn("locked", browser.page().innerText("#secret")).close();
        }
    }

    @Test
    void a9_theLastAdministratorStays() {
        try (Browser browser = admin("/dashboard/admin/user.xhtml?user=admin")) {
            browser.page().click("[id='person:disable']");
            browser.page().waitForSelector("#messages:has-text('last administrator')");
            browser.page().selectOption("[id='person:role']", "ANALYST");
            browser.page().click("[id='person:change']");
            browser.page()
                    .waitForCondition(() ->
                            browser.page().inputValue("[id='person:role']").equals("ADMINISTRATOR"));
            assertThat(browser.texts(".facts .state")).containsExactly("Active");
            browser.open("/dashboard/admin/user.xhtml?user=nobody");
            browser.expectComplaint(text -> text.contains("404"));
            assertThat(browser.texts("h1")).containsExactly("There is no such page");
        }
    }

    @Test
    void a1_apiKeysAreShownOnceAndCanBeRevoked() {
        try (Browser browser = admin("/dashboard/admin/api-keys.xhtml")) {
            browser.page().fill("[id='keys:name']", "shop <b>");
            browser.page().selectOption("[id='keys:right']", "READ");
            browser.page().click("[id='keys:create']");
            browser.page().waitForSelector("#secret");
            String key = browser.page().innerText("#secret");
            browser.checkLooks("api-keys");
            assertThat(api.withKey(key).get("/api/v1/campaigns").statusCode()).isEqualTo(200);
            assertThat(api.withKey(key)
                            .post("/api/v1/campaigns", "{\"name\":\"x\"}")
                            .statusCode())
                    .isEqualTo(403);
            browser.open("/dashboard/admin/api-keys.xhtml");
            assertThat(browser.page().content()).doesNotContain(key);
            browser.page().click("tr:has-text('shop <b>') a");
            assertThat(browser.texts("h2")).contains("Revoke “shop <b>”");
            browser.checkLooks("api-key-revoke");
            browser.page().click("[id='ending:now']");
            browser.page().waitForURL("**/api-keys.xhtml?revoked=true");
            assertThat(browser.texts("tr:has-text('shop <b>') .state")).containsExactly("Revoked");
            Api.await(
                    15,
                    "the key is refused",
                    () -> api.withKey(key).get("/api/v1/campaigns").statusCode() == 401);
        }
    }

    @Test
    void a8_whoChangedWhatIsInTheAuditTrailAlsoThroughTheApi() {
        assertThat(api.put(
                                "/api/v1/tracking-domains/audited.example.com",
                                "{\"baseUrl\":\"https://audited.example.com\"}")
                        .statusCode())
                .isEqualTo(200);
        try (Browser browser = admin("/dashboard/admin/audit.xhtml")) {
            assertThat(browser.texts("tbody tr").toString())
                    .contains("sign-in", "API key first key", "domain.added", "audited.example.com");
            browser.checkLooks("audit");
            browser.page().fill("#action", "domain.");
            browser.page().fill("#who", "API key first key");
            browser.page().click(".filters button[type=submit]");
            assertThat(browser.path()).contains("action=domain.").contains("who=API+key+first+key");
            assertThat(browser.texts("tbody td code")).allMatch(action -> action.startsWith("domain."));
            browser.open("/dashboard/admin/audit.xhtml?from=2020-01-01&to=2020-01-02");
            assertThat(browser.texts(".nothing")).hasSize(1);
            String csv = (String) browser.page()
                    .evaluate("fetch('audit-export?format=csv&action=domain.').then(answer => answer.text())");
            assertThat(csv.lines().findFirst().orElseThrow()).contains("When,Who,What");
            assertThat(csv).contains("audited.example.com").doesNotContain("sign-in");
            browser.open("/dashboard/admin/audit.xhtml?from=yesterday");
            browser.expectComplaint(text -> text.contains("400"));
        }
    }

    @Test
    void c8_c9_domainsAndKeysSayHowTheyAre() {
        try (Browser browser = admin("/dashboard/admin/domains.xhtml")) {
            browser.page().fill("[id='domain:address']", "track.example.com/path");
            browser.page().click("[id='domain:save']");
            browser.page().waitForSelector("#messages:has-text('host alone')");
            browser.page().fill("[id='domain:address']", "http://LOCALHOST:" + node.port() + "/");
            browser.page().fill("[id='domain:brand']", "Example & Sons");
            browser.page().click("[id='domain:save']");
            browser.page().waitForURL("**/domains.xhtml?saved=true");
            browser.page().fill("[id='domain:address']", "https://nowhere.invalid");
            browser.page().click("[id='domain:save']");
            browser.page().waitForSelector("th:has-text('nowhere.invalid')");
            browser.page().click("[id='state:check']");
            browser.page().waitForSelector("tr:has-text('nowhere.invalid') .state.bad");
            browser.page().waitForCondition(() -> !browser.page().isVisible("progress"));
            browser.checkLooks("domains");

            api.send("<p>x</p>");
            browser.open("/dashboard/admin/keys.xhtml");
            browser.page().waitForCondition(() -> !browser.page().isVisible("progress"));
            assertThat(browser.texts("tbody tr .state")).containsExactly("Signs new links");
            assertThat(Integer.parseInt(browser.texts("td.figure").get(0).replace(",", "")))
                    .isPositive();
            browser.checkLooks("keys");
        }
    }

    @Test
    void healthSaysEachPartInWords() {
        try (Browser browser = admin("/dashboard/health.xhtml")) {
            assertThat(browser.texts(".part h2"))
                    .contains("Database", "Journal", "Loader", "Classification", "Link copy", "Signing keys");
            assertThat(browser.texts(".state.bad")).isEmpty();
            browser.checkLooks("health");
        }
    }

    @Test
    void u7_anExpiredViewIsShownAfreshAndAFailedScriptLeadsToAPage() {
        try (Browser browser = admin("/dashboard/admin/api-keys.xhtml")) {
            browser.page().evaluate("""
                    () => document.querySelectorAll('input[name="jakarta.faces.ViewState"]').forEach(field => field.value = '1:2')""");
            browser.page().fill("[id='keys:name']", "too late");
            browser.page().click("[id='keys:create']");
            browser.page().waitForURL("**/api-keys.xhtml?renewed=true");
            assertThat(browser.texts(".notice")).singleElement().asString().contains("had expired");

            String answer = (String) browser.page().evaluate("""
                    () => fetch('/dashboard/nothing.xhtml', {method: 'POST', headers: {'Faces-Request': 'partial/ajax'}})
                        .then(answer => answer.text())""");
            assertThat(answer).contains("<redirect url=\"/dashboard/failure?status=404\"/>");
            browser.open("/dashboard/failure?status=404");
            browser.expectComplaint(text -> text.contains("404"));
            assertThat(browser.texts("h1")).containsExactly("There is no such page");
        }
    }

    @Test
    void a10_theProviderSaysWhoMaySignInAndAsWhat() {
        provider.person("subject-ann", "Ann@Example.com", "staff");
        try (Browser browser = Browser.at(api.base())) {
            browser.open("/dashboard/health.xhtml?x=1");
            browser.checkLooks("sign-in-provider");
            browser.page().click("text=Sign in with Example Login");
            browser.page().waitForURL("**/health.xhtml?x=1");
            assertThat(browser.texts(".account-name")).containsExactly("ann@example.com");
            browser.open("/dashboard/profile.xhtml");
            assertThat(browser.page().isVisible("[id='password']")).isFalse();
            browser.open("/dashboard/admin/users.xhtml");
            browser.expectComplaint(text -> text.contains("403"));
        }
        provider.person("subject-ann", "Another name", "staff", "chiefs");
        try (Browser browser = Browser.at(api.base())) {
            browser.open("/dashboard/admin/users.xhtml");
            browser.page().click("text=Sign in with Example Login");
            browser.page().waitForURL("**/users.xhtml");
            assertThat(browser.texts("tr:has-text('ann@example.com') td"))
                    .as("known by subject, with the role of now")
                    .element(0)
                    .isEqualTo("Administrator");
        }
        provider.person("subject-admin", "admin", "staff");
        try (Browser browser = Browser.at(api.base())) {
            browser.open("/dashboard/overview.xhtml");
            browser.page().click("text=Sign in with Example Login");
            browser.page().waitForURL("**/overview.xhtml");
            assertThat(browser.texts(".account-name"))
                    .as("a name is no way into somebody else's account")
                    .containsExactly("subject-admin");
        }
    }

    @Test
    void a10_whoIsNotVouchedForIsNotLetIn() {
        try (Browser browser = Browser.at(api.base())) {
            for (MockProvider.Lie lie : MockProvider.Lie.values()) {
                provider.lie(lie);
                provider.person("subject-eve", "eve", lie == MockProvider.Lie.NONE ? "strangers" : "chiefs");
                browser.open("/dashboard/sign-in.xhtml");
                browser.page().click("text=Sign in with Example Login");
                browser.page().waitForURL("**/sign-in.xhtml?provider-*");
                assertThat(browser.texts("[role=alert]"))
                        .as(lie.name())
                        .singleElement()
                        .asString()
                        .contains(lie == MockProvider.Lie.NONE ? "no role here" : "did not let you in");
                browser.open("/dashboard/overview.xhtml");
                assertThat(browser.path()).startsWith("/dashboard/sign-in.xhtml");
            }
            browser.open("/dashboard/sign-in/answer?code=made-up&state=made-up");
            assertThat(browser.path()).isEqualTo("/dashboard/sign-in.xhtml?provider-failed=true");
        } finally {
            provider.lie(MockProvider.Lie.NONE);
        }
    }

    @Test
    void u7_withoutTheDatabaseTheDashboardSaysSoAndComesBack() {
        try (Browser browser = admin("/dashboard/admin/api-keys.xhtml");
                Browser stranger = Browser.at(api.base())) {
            postgres.stop();
            try {
                Api.await(20, "red", () -> api.get("/health/ready").statusCode() == 503);
                browser.page().fill("[id='keys:name']", "while it is away");
                browser.page().click("[id='keys:create']");
                browser.page().waitForSelector("h1:has-text('database does not answer')");
                assertThat(browser.path()).isEqualTo("/dashboard/admin/api-keys.xhtml");
                browser.expectComplaint(text -> text.contains("503"));
                browser.checkLooks("no-database");
                browser.open("/dashboard/health.xhtml");
                assertThat(browser.texts(".part.is-bad h2")).containsExactly("Database");
                browser.checkLooks("health-no-database");

                stranger.open("/dashboard/sign-in.xhtml");
                assertThat(stranger.texts("[role=alert]"))
                        .singleElement()
                        .asString()
                        .contains("nobody can sign in");
                stranger.signIn("admin", DashboardIT.PASSWORD);
                assertThat(stranger.path()).startsWith("/dashboard/sign-in.xhtml?unavailable=true");
                browser.open("/dashboard/admin/api-keys.xhtml");
            } finally {
                postgres.start();
            }
            Api.await(60, "green", () -> api.get("/health/ready").statusCode() == 200);
            browser.page().waitForSelector("h1:has-text('API keys')");
            browser.expectComplaint(text -> text.contains("503"));
        }
    }

    @Test
    void strangersGetNothingOfIt() {
        for (String page : List.of("admin/users.xhtml", "admin/audit-export?format=csv", "health.xhtml")) {
            HttpResponse<String> answer = api.get("/dashboard/" + page);
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/dashboard/sign-in.xhtml");
        }
    }
}
