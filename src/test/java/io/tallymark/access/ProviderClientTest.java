package io.tallymark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallymark.settings.Secret;
import io.tallymark.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a provider's answer must be to let anybody in (A10). */
class ProviderClientTest {

    private static final String REDIRECT = "http://localhost:1/dashboard/sign-in/answer";

    private final MockProvider provider = MockProvider.start();
    private final ProviderClient client = new ProviderClient(settings(provider.issuer(), MockProvider.SECRET));

    @AfterEach
    void stop() {
        provider.close();
    }

    private static Settings.Provider settings(String issuer, String secret) {
        return new Settings.Provider(
                issuer,
                MockProvider.CLIENT,
                new Secret(secret),
                List.of("openid", "profile"),
                "realm_access.roles",
                Map.of("staff", "ANALYST", "chiefs", "ADMINISTRATOR"),
                "Mock",
                "http://localhost:1");
    }

    /** Goes to the provider as a browser does; returns the code that it is sent back with. */
    private String code(ProviderClient asking, SignInAttempt attempt) throws Exception {
        String location = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(asking.authorization(attempt, REDIRECT)))
                                .build(),
                        BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return location.replaceAll(".*[?&]code=([^&]+).*", "$1");
    }

    @Test
    void a10_theClaimsOfARightAnswerAreThePersons() throws Exception {
        provider.person("s-7", "Ann@Example.com", "staff", "others", "chiefs");
        SignInAttempt attempt = SignInAttempt.toReach("/dashboard/overview.xhtml");
        ProviderPerson person = new ProviderPerson(
                client.redeem(code(client, attempt), attempt, REDIRECT), settings(provider.issuer(), "x"));
        assertThat(person.subject()).isEqualTo(provider.issuer() + " s-7");
        assertThat(person.names()).containsExactly("ann@example.com", "s-7", "s-7@localhost");
        assertThat(person.role()).as("the highest").contains(Role.ADMINISTRATOR);
        provider.person("s-8", "bob", "others");
        assertThat(new ProviderPerson(
                                client.redeem(code(client, attempt), attempt, REDIRECT),
                                settings(provider.issuer(), "x"))
                        .role())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = MockProvider.Lie.class,
            names = {"ISSUER", "AUDIENCE", "NONCE", "SIGNATURE", "UNSIGNED", "EXPIRED"})
    void a10_aTokenThatIsNotRightLetsNobodyIn(MockProvider.Lie lie) throws Exception {
        SignInAttempt attempt = SignInAttempt.toReach("/dashboard/overview.xhtml");
        provider.lie(lie);
        String code = code(client, attempt);
        assertThatThrownBy(() -> client.redeem(code, attempt, REDIRECT)).isInstanceOf(ProviderClient.Refused.class);
    }

    @Test
    void a10_aCodeIsWorthNothingToOthers() throws Exception {
        SignInAttempt attempt = SignInAttempt.toReach("/dashboard/overview.xhtml");
        String code = code(client, attempt);
        SignInAttempt other = SignInAttempt.toReach("/dashboard/overview.xhtml");
        assertThatThrownBy(() -> client.redeem(code, other, REDIRECT))
                .as("without the verifier")
                .isInstanceOf(ProviderClient.Refused.class);
        ProviderClient wrong = new ProviderClient(settings(provider.issuer(), "wrong"));
        String second = code(wrong, attempt);
        assertThatThrownBy(() -> wrong.redeem(second, attempt, REDIRECT)).isInstanceOf(ProviderClient.Refused.class);
    }

    @Test
    void a10_aDescriptionOfAnotherIssuerIsNotBelieved() {
        ProviderClient client = new ProviderClient(settings(provider.issuer() + "/", MockProvider.SECRET));
        assertThatThrownBy(() -> client.authorization(SignInAttempt.toReach("/dashboard/"), REDIRECT))
                .isInstanceOf(ProviderClient.Refused.class)
                .hasMessageContaining("another issuer");
    }

    @Test
    void a10_theCookieOfAnAttemptHoldsItAndNoWayToOtherSites() {
        SignInAttempt attempt = SignInAttempt.toReach("/dashboard/campaign.xhtml?campaign=1&zone=Europe/Berlin");
        assertThat(SignInAttempt.of(attempt.cookie())).contains(attempt);
        assertThat(attempt.isAnsweredBy(attempt.state())).isTrue();
        assertThat(attempt.isAnsweredBy(attempt.nonce())).isFalse();
        assertThat(attempt.isAnsweredBy(null)).isFalse();
        SignInAttempt elsewhere =
                new SignInAttempt(attempt.state(), attempt.nonce(), attempt.verifier(), "https://evil.example/");
        assertThat(SignInAttempt.of(elsewhere.cookie()).orElseThrow().wanted()).isEqualTo("/dashboard/");
        assertThat(SignInAttempt.of("x~y~z~")).isEmpty();
        assertThat(SignInAttempt.of(attempt.cookie() + "!")).isEmpty();
    }
}
