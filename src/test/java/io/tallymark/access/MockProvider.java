package io.tallymark.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An OpenID Connect provider on this machine, where everybody is signed in already, and which can be made to lie. */
public final class MockProvider implements AutoCloseable {

    public static final String CLIENT = "tallymark";
    public static final String SECRET = "a secret: with / all + kinds";

    /** What it may get wrong. */
    public enum Lie {
        NONE,
        ISSUER,
        AUDIENCE,
        NONCE,
        SIGNATURE,
        UNSIGNED,
        EXPIRED,
        STATE
    }

    private final HttpServer server;
    private final RsaJsonWebKey key = newKey();
    private final RsaJsonWebKey otherKey = newKey();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile Lie lie = Lie.NONE;
    private volatile String subject = "subject-1";
    private volatile String name = "ann@example.com";
    private volatile List<String> groups = List.of("staff");

    private MockProvider(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", this::describe);
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/keys", exchange -> answer(exchange, 200, new JsonWebKeySet(key).toJson()));
        server.start();
    }

    public static MockProvider start() {
        return start(0);
    }

    /** @param port 0 for any that is free */
    public static MockProvider start(int port) {
        return new MockProvider(port);
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Who is before the browser from now on. */
    public void person(String newSubject, String newName, String... newGroups) {
        subject = newSubject;
        name = newName;
        groups = List.of(newGroups);
    }

    public void lie(Lie wanted) {
        lie = wanted;
    }

    private static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("1");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void describe(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                Json.createObjectBuilder()
                        .add("issuer", issuer())
                        .add("authorization_endpoint", issuer() + "/authorize")
                        .add("token_endpoint", issuer() + "/token")
                        .add("jwks_uri", issuer() + "/keys")
                        .build()
                        .toString());
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        String code = "code-" + codes.size();
        codes.put(code, asked);
        String state = lie == Lie.STATE ? "another" : asked.get("state");
        exchange.getResponseHeaders().add("Location", asked.get("redirect_uri") + "?code=" + code + "&state=" + state);
        answer(exchange, 302, "");
    }

    /** Gives a token for a code, once, to the client that knows the secret and the verifier. */
    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> given =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(String.valueOf(given.get("code")));
        String basic = new String(
                Base64.getDecoder()
                        .decode(exchange.getRequestHeaders()
                                .getFirst("Authorization")
                                .substring(6)),
                StandardCharsets.UTF_8);
        boolean known = URLDecoder.decode(basic.replaceFirst(".*?:", ""), StandardCharsets.UTF_8)
                .equals(SECRET);
        if (asked == null
                || !known
                || !challenge(given.get("code_verifier")).equals(asked.get("code_challenge"))
                || !asked.get("redirect_uri").equals(given.get("redirect_uri"))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        answer(
                exchange,
                200,
                Json.createObjectBuilder()
                        .add("access_token", "unused")
                        .add("token_type", "Bearer")
                        .add("id_token", idToken(asked.get("nonce")))
                        .build()
                        .toString());
    }

    private String idToken(String nonce) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(lie == Lie.ISSUER ? "https://evil.example" : issuer());
        claims.setAudience(lie == Lie.AUDIENCE ? "another client" : CLIENT);
        claims.setSubject(subject);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(lie == Lie.EXPIRED ? -10 : 5);
        claims.setStringClaim("nonce", lie == Lie.NONCE ? "another" : nonce);
        claims.setStringClaim("preferred_username", name);
        claims.setClaim("realm_access", Map.of("roles", groups));
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKeyIdHeaderValue("1");
        if (lie == Lie.UNSIGNED) {
            token.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.ALLOW_ONLY_NONE);
            token.setAlgorithmHeaderValue("none");
        } else {
            token.setAlgorithmHeaderValue("RS256");
            token.setKey((lie == Lie.SIGNATURE ? otherKey : key).getPrivateKey());
        }
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String each : query.split("&")) {
            String[] parts = each.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
