package io.tallymark.access;

import io.tallymark.settings.Settings;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/**
 * Speaks with an OpenID Connect provider (A10): where to send a person, and what the code that they bring back is worth. Follows OpenID
 * Connect Core 1.0, 3.1, and RFC 7636 (PKCE).
 */
final class ProviderClient {

    /** Why nobody was let in; for the log, never for a page. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CLOCK_SECONDS = 60;

    /** Signed with a key that only the provider has; what a client secret could sign, or nothing, is not among them. */
    private static final String[] ALGORITHMS = {
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"
    };

    private final Settings.Provider settings;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private volatile Described described;

    /** What the provider says of itself. */
    private record Described(URI authorization, URI token, boolean secretInBody, JwtConsumer tokens) {}

    ProviderClient(Settings.Provider settings) {
        this.settings = settings;
    }

    /** Where the browser goes to sign in. */
    String authorization(SignInAttempt attempt, String redirect) throws Refused {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", settings.clientId());
        parameters.put("redirect_uri", redirect);
        parameters.put("scope", String.join(" ", settings.scopes()));
        parameters.put("state", attempt.state());
        parameters.put("nonce", attempt.nonce());
        parameters.put("code_challenge", attempt.challenge());
        parameters.put("code_challenge_method", "S256");
        String address = described().authorization().toString();
        return address + (address.contains("?") ? "&" : "?") + form(parameters);
    }

    /** The claims of the person who brings this code, checked. */
    JwtClaims redeem(String code, SignInAttempt attempt, String redirect) throws Refused {
        Described provider = described();
        JsonObject answer = ask(tokenRequest(provider, code, attempt, redirect));
        try {
            JwtClaims claims = provider.tokens().processToClaims(answer.getString("id_token", ""));
            if (!attempt.nonce().equals(claims.getStringClaimValue("nonce"))) {
                throw new Refused("the ID token has another nonce");
            }
            String party = claims.getStringClaimValue("azp");
            if (party == null ? claims.getAudience().size() > 1 : !party.equals(settings.clientId())) {
                throw new Refused("the ID token was made for another client");
            }
            return claims;
        } catch (InvalidJwtException | MalformedClaimException e) {
            throw new Refused("the ID token is not valid: " + e.getMessage());
        }
    }

    private HttpRequest tokenRequest(Described provider, String code, SignInAttempt attempt, String redirect) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code);
        parameters.put("redirect_uri", redirect);
        parameters.put("code_verifier", attempt.verifier());
        HttpRequest.Builder request = HttpRequest.newBuilder(provider.token())
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json");
        String secret = settings.clientSecret().reveal();
        if (provider.secretInBody()) {
            parameters.put("client_id", settings.clientId());
            parameters.put("client_secret", secret);
        } else {
            String both = encoded(settings.clientId()) + ":" + encoded(secret);
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        return request.POST(BodyPublishers.ofString(form(parameters))).build();
    }

    private Described described() throws Refused {
        if (described == null) {
            String issuer = settings.issuer();
            String address = issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration";
            JsonObject answer = ask(HttpRequest.newBuilder(URI.create(address))
                    .timeout(PATIENCE)
                    .build());
            if (!issuer.equals(answer.getString("issuer", ""))) {
                throw new Refused(address + " names another issuer than tallymark.oidc.issuer");
            }
            List<String> methods = answer.containsKey("token_endpoint_auth_methods_supported")
                    ? answer.getJsonArray("token_endpoint_auth_methods_supported")
                            .getValuesAs(method -> method.toString().replace("\"", ""))
                    : List.of("client_secret_basic");
            described = new Described(
                    URI.create(answer.getString("authorization_endpoint")),
                    URI.create(answer.getString("token_endpoint")),
                    !methods.contains("client_secret_basic"),
                    tokens(issuer, answer.getString("jwks_uri")));
        }
        return described;
    }

    private JwtConsumer tokens(String issuer, String keys) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, ALGORITHMS)
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(keys)))
                .setExpectedIssuer(true, issuer)
                .setExpectedAudience(true, settings.clientId())
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(CLOCK_SECONDS)
                .build();
    }

    private JsonObject ask(HttpRequest request) throws Refused {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Refused(request.uri() + " answers " + answer.statusCode());
            }
            try (JsonReader json = Json.createReader(new StringReader(answer.body()))) {
                return json.readObject();
            }
        } catch (IOException | JsonException e) {
            throw new Refused(request.uri() + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
