package io.tallymark.access;

import io.tallymark.settings.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;

/** A person as a provider describes them. */
record ProviderPerson(JwtClaims claims, Settings.Provider settings) {

    private static final List<String> NAMES = List.of("preferred_username", "email", "sub");

    /** Issuer and subject: what never changes and nobody can choose. */
    String subject() {
        return claims.getClaimValueAsString("iss") + " " + claims.getClaimValueAsString("sub");
    }

    /** What they might be called here, the best first; the last is with the provider's host, which no local name has. */
    List<String> names() {
        List<String> names = NAMES.stream()
                .map(claim -> claims.getClaimValueAsString(claim))
                .filter(name -> name != null && !name.isBlank())
                .map(ProviderPerson::fit)
                .filter(name -> name.length() > 1)
                .distinct()
                .toList();
        String host = settings.issuer().replaceFirst("https?://", "").replaceFirst("[:/].*", "");
        return Stream.concat(
                        names.stream(),
                        Stream.of(fit(claims.getClaimValueAsString("sub").replace('@', '-') + "@" + host)))
                .toList();
    }

    private static String fit(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._@+-]", "-");
        return plain.length() > 100 ? plain.substring(0, 100) : plain;
    }

    /** The highest role that their values give; empty if none of them is mapped. */
    Optional<Role> role() {
        return values().map(settings.roles()::get)
                .filter(role -> role != null)
                .map(Role::valueOf)
                .max(Role::compareTo);
    }

    private Stream<String> values() {
        Object value = claims.getClaimsMap();
        for (String step : path()) {
            value = value instanceof Map<?, ?> object ? object.get(step) : null;
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf);
        }
        return value == null ? Stream.empty() : Stream.of(value.toString().split(" "));
    }

    /** A claim whose name has dots of its own, as an address, is taken whole. */
    private List<String> path() {
        String claim = settings.roleClaim();
        return claims.hasClaim(claim) ? List.of(claim) : List.of(claim.split("\\."));
    }
}
