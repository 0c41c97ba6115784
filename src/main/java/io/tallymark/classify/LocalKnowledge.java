package io.tallymark.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What only the operator knows (V7). The lists are sorted, without repetitions, and in canonical case, so that equal knowledge is equal
 * however it was written.
 *
 * @param networks the sender's own networks, or single addresses
 * @param recipients the sender's own recipients: {@code qa@example.com}, or {@code *@example.com} for a whole domain
 */
public record LocalKnowledge(List<String> networks, List<String> recipients, List<LocalSignature> signatures) {

    /** Nothing. */
    public static final LocalKnowledge NONE = new LocalKnowledge(List.of(), List.of(), List.of());

    private static final int SHORTEST_TOKEN = 3;
    private static final int LONGEST_TOKEN = 200;
    private static final Pattern RECIPIENT = Pattern.compile("[^\\s@]{1,64}@[^\\s@*]{1,253}");

    public LocalKnowledge {
        networks = networks.stream()
                .map(String::strip)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
        recipients = recipients.stream()
                .map(String::strip)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
        signatures = signatures.stream()
                .map(LocalKnowledge::canonical)
                .distinct()
                .sorted(Comparator.comparing(LocalSignature::toString))
                .toList();
    }

    /** What can be wrong with an item. */
    public enum Fault {
        NETWORK("must be an address or a network such as 192.0.2.0/24"),
        TOO_WIDE("is too wide a network: it would take too many readers for machines"),
        RECIPIENT("must be an address such as qa@example.com, or *@example.com"),
        SIGNATURE("must be an object with class and userAgentContains or network"),
        CLASS("must be SCANNER or PROXY"),
        EITHER("must have either userAgentContains or network"),
        LENGTH("must have " + SHORTEST_TOKEN + " to " + LONGEST_TOKEN + " characters"),
        EVERY_BROWSER("is part of the user agent of ordinary browsers, all their readers would be lost");

        private final String message;

        Fault(String message) {
            this.message = message;
        }
    }

    /** Something that cannot be used; {@code field} as in the request, for example {@code signatures[2].network}. */
    public record Mistake(String field, Fault fault) {

        /** What is wrong, in a few English words. */
        public String message() {
            return fault.message;
        }
    }

    /**
     * What is wrong with lists as they were given, before they become knowledge; empty if nothing is.
     *
     * <p>A network so wide that it holds a quarter of the world, or a part of a name that is in every browser's, would take all readers for
     * machines; both are refused.
     */
    public static List<Mistake> mistakes(
            List<String> networks, List<String> recipients, List<LocalSignature> signatures) {
        List<Mistake> mistakes = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            check(mistakes, "networks[" + i + "]", mistakeInNetwork(networks.get(i)));
        }
        for (int i = 0; i < recipients.size(); i++) {
            if (recipients.get(i) == null || !isRecipient(recipients.get(i).strip())) {
                mistakes.add(new Mistake("recipients[" + i + "]", Fault.RECIPIENT));
            }
        }
        for (int i = 0; i < signatures.size(); i++) {
            checkSignature(mistakes, "signatures[" + i + "]", signatures.get(i));
        }
        return mistakes;
    }

    private static void checkSignature(List<Mistake> mistakes, String field, LocalSignature signature) {
        if (signature == null) {
            mistakes.add(new Mistake(field, Fault.SIGNATURE));
            return;
        }
        if (signature.eventClass() != EventClass.SCANNER && signature.eventClass() != EventClass.PROXY) {
            mistakes.add(new Mistake(field + ".class", Fault.CLASS));
        }
        if ((signature.userAgentContains() == null) == (signature.network() == null)) {
            mistakes.add(new Mistake(field, Fault.EITHER));
        } else if (signature.network() != null) {
            check(mistakes, field + ".network", mistakeInNetwork(signature.network()));
        } else {
            check(
                    mistakes,
                    field + ".userAgentContains",
                    mistakeInToken(signature.userAgentContains().strip()));
        }
    }

    private static void check(List<Mistake> mistakes, String field, Optional<Fault> mistake) {
        mistake.ifPresent(fault -> mistakes.add(new Mistake(field, fault)));
    }

    private static Optional<Fault> mistakeInNetwork(String text) {
        if (text == null) {
            return Optional.of(Fault.NETWORK);
        }
        try {
            return Network.parse(text.strip()).isTooWide() ? Optional.of(Fault.TOO_WIDE) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Fault.NETWORK);
        }
    }

    private static Optional<Fault> mistakeInToken(String token) {
        if (token.length() < SHORTEST_TOKEN || token.length() > LONGEST_TOKEN) {
            return Optional.of(Fault.LENGTH);
        }
        return Reading.isInEveryBrowser(token) ? Optional.of(Fault.EVERY_BROWSER) : Optional.empty();
    }

    private static boolean isRecipient(String text) {
        return RECIPIENT.matcher(text).matches() && (text.indexOf('*') < 0 || text.startsWith("*@"));
    }

    private static LocalSignature canonical(LocalSignature signature) {
        return new LocalSignature(
                signature.eventClass(), lower(signature.userAgentContains()), lower(signature.network()));
    }

    private static String lower(String text) {
        return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    /** True if {@code recipient}, one of the list, stands for all of a domain; what follows {@code *@} is the domain. */
    public static boolean isDomain(String recipient) {
        return recipient.startsWith("*@");
    }

    boolean isEmpty() {
        return networks.isEmpty() && recipients.isEmpty() && signatures.isEmpty();
    }

    /** The same text for the same knowledge. */
    String canonical() {
        return networks + "\n" + recipients + "\n" + signatures;
    }
}
