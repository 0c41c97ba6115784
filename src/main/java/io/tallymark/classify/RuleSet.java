package io.tallymark.classify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * All that verdicts rest on beside the events: the rules, the built-in signatures and an operator's own knowledge (V7). Immutable, and
 * made once for many messages: it remembers what it has read of each distinct user agent.
 */
public final class RuleSet {

    /** Raised with every change of a rule that can change a verdict; the built-in signatures speak for themselves by their hash. */
    static final String RULES_VERSION = "1";

    /** Longer user agents are read up to here. */
    static final int LONGEST_USER_AGENT = 1_024;

    private static final long REMEMBERED = 20_000;
    private static final List<Signature> BUILT_IN = Signatures.builtIn();
    private static final String BUILT_IN_VERSION = RULES_VERSION + "." + hash(BUILT_IN.toString(), 2);

    private final String version;
    private final LocalKnowledge local;
    private final List<Signature> byName = new ArrayList<>();
    private final List<Known> byNetwork = new ArrayList<>();
    private final List<Network> own;
    private final Cache<String, Reading> readings =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** A network about which something is known. */
    private record Known(Network network, Signature signature) {}

    private RuleSet(LocalKnowledge local) {
        this.local = local;
        this.version = local.isEmpty() ? BUILT_IN_VERSION : BUILT_IN_VERSION + "-local-" + hash(local.canonical(), 6);
        this.own = local.networks().stream().map(Network::parse).toList();
        for (Signature signature : signatures()) {
            if (signature.match() == Signature.Match.NETWORK) {
                byNetwork.add(new Known(Network.parse(signature.text()), signature));
            } else {
                byName.add(signature);
            }
        }
    }

    /** Without local knowledge. */
    public static RuleSet builtIn() {
        return with(LocalKnowledge.NONE);
    }

    public static RuleSet with(LocalKnowledge local) {
        return new RuleSet(local);
    }

    /** The same for the same rules, signatures and local knowledge, on every node and after every restart. */
    public String version() {
        return version;
    }

    public LocalKnowledge local() {
        return local;
    }

    /** The rules in the order in which they are tried. */
    public List<Rule> rules() {
        return Rule.IN_ORDER;
    }

    /** The signatures in the order in which they are compared: local ones first. */
    public List<Signature> signatures() {
        List<Signature> all = new ArrayList<>();
        local.signatures().forEach(signature -> all.add(signature.toSignature()));
        all.addAll(BUILT_IN);
        return List.copyOf(all);
    }

    Reading read(String userAgent) {
        if (userAgent.isEmpty()) {
            return Reading.BLANK;
        }
        String start = userAgent.length() > LONGEST_USER_AGENT ? userAgent.substring(0, LONGEST_USER_AGENT) : userAgent;
        return readings.get(start, text -> Reading.of(text, byName));
    }

    /** The own network that holds {@code address}, or null. */
    Network ownNetwork(Address address) {
        for (Network network : own) {
            if (network.contains(address)) {
                return network;
            }
        }
        return null;
    }

    /** The first signature of a network that holds {@code address} and says something about this kind of event, or null. */
    Signature networkSignature(Address address, boolean click) {
        for (Known known : byNetwork) {
            EventClass says =
                    click ? known.signature().click() : known.signature().open();
            if (says != EventClass.UNDECIDED && known.network().contains(address)) {
                return known.signature();
            }
        }
        return null;
    }

    private static String hash(String text, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
