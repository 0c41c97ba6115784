package io.tallymark;

import io.tallymark.dashboard.Browser;
import java.io.File;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the product from outside: the very file that is delivered, deployed once for the class, and ready before each test. */
@ArquillianTest
abstract class Deployed {

    @ArquillianResource
    private URL url;

    Api api;

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/tallymark.war"));
    }

    @BeforeEach
    void ready() {
        api = new Api("http://localhost:" + url.getPort());
        Api.await(30, "ready", () -> api.get("/health/ready").statusCode() == 200);
    }

    /** A browser that prefers this language, on the overview, as the administrator. */
    Browser signedIn(String language) {
        Browser browser = Browser.at(api.base(), language);
        browser.open("/dashboard/overview.xhtml");
        browser.signIn("admin", DashboardIT.PASSWORD);
        return browser;
    }

    /** A browser before which a new analyst sits, who has chosen a password of her own. */
    Browser analyst(String name, String language) {
        String password;
        try (Browser browser = signedIn("en-GB")) {
            browser.open("/dashboard/admin/users.xhtml");
            browser.page().fill("[id='users:name']", name);
            browser.page().selectOption("[id='users:role']", "ANALYST");
            browser.page().click("[id='users:add']");
            browser.page().waitForSelector("#secret");
            password = browser.page().innerText("#secret");
        }
        Browser browser = Browser.at(api.base(), language);
        browser.signIn(name, password);
        browser.page().fill("[id='password:current']", password);
        browser.page().fill("[id='password:wanted']", "words of an analyst");
        browser.page().fill("[id='password:again']", "words of an analyst");
        browser.page().click("[id='password:change']");
        browser.page().waitForURL(address -> !address.contains("change-password"));
        return browser;
    }
}
