package io.tallymark.classify;

import java.util.Locale;

/** The rules that look at one request at a time. */
final class SingleRequests {

    /**
     * From a minute before sending, which allows for clocks that differ a little, to a second or two after: an open takes delivery, a
     * click a look and a tap besides. Earlier than that the clock is wrong, which is nobody's guilt.
     */
    private static final long EARLIEST_MILLIS = -60_000;

    private static final long CLICK_MILLIS = 2_000;
    private static final long OPEN_MILLIS = 1_000;

    private static final String[] PREFETCH_HEADERS = {"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"};

    private SingleRequests() {}

    static void internalRecipient(Sheet sheet) {
        switch (sheet.timeline.recipient()) {
            case OWN -> signAll(sheet, Rule.INTERNAL_RECIPIENT, "the recipient is one of the own recipients");
            case MARKED_AS_TEST -> signAll(sheet, Rule.INTERNAL_RECIPIENT, "the message was marked as a test");
            case OUTSIDE -> {}
        }
    }

    private static void signAll(Sheet sheet, Rule rule, String evidence) {
        for (int i = 0; i < sheet.size(); i++) {
            sheet.sign(i, rule, evidence);
        }
    }

    static void ownNetwork(Sheet sheet) {
        for (int i = 0; i < sheet.size(); i++) {
            Network own = sheet.ruleSet.ownNetwork(sheet.address(i));
            if (own != null) {
                sheet.sign(i, Rule.OWN_NETWORK, "address in the own network " + own);
            }
        }
    }

    static void notAGet(Sheet sheet) {
        for (int i = 0; i < sheet.size(); i++) {
            String method = sheet.request(i).method();
            if (!method.isEmpty() && !method.equalsIgnoreCase("GET")) {
                sheet.sign(i, Rule.NOT_A_GET, "method " + excerpt(method));
            }
        }
    }

    static void prefetchHeader(Sheet sheet) {
        for (int i = 0; i < sheet.size(); i++) {
            Request request = sheet.request(i);
            if (request.headers().isEmpty()) {
                continue;
            }
            for (String name : PREFETCH_HEADERS) {
                String value = request.header(name);
                if (!value.isEmpty() && saysAhead(value.toLowerCase(Locale.ROOT))) {
                    sheet.sign(i, Rule.PREFETCH_HEADER, "header " + name + ": " + excerpt(value));
                    break;
                }
            }
        }
    }

    private static boolean saysAhead(String value) {
        return value.contains("prefetch") || value.contains("preview") || value.contains("prerender");
    }

    static void proxySignature(Sheet sheet) {
        signSignatures(sheet, Rule.PROXY_SIGNATURE, EventClass.PROXY);
    }

    static void scannerSignature(Sheet sheet) {
        signSignatures(sheet, Rule.SCANNER_SIGNATURE, EventClass.SCANNER);
    }

    private static void signSignatures(Sheet sheet, Rule rule, EventClass wanted) {
        for (int i = 0; i < sheet.size(); i++) {
            boolean click = sheet.request(i).click();
            Signature byName = sheet.reading(i).signature();
            Signature byNetwork = sheet.ruleSet.networkSignature(sheet.address(i), click);
            if (byName != null && byName.eventClass(click, sheet.address(i).isShared()) == wanted) {
                sheet.sign(i, rule, byName.evidence());
            } else if (byNetwork != null && byNetwork.eventClass(click, false) == wanted) {
                sheet.sign(i, rule, byNetwork.evidence());
            }
        }
    }

    static void noUserAgent(Sheet sheet) {
        for (int i = 0; i < sheet.size(); i++) {
            if (sheet.reading(i).isBlank()) {
                sheet.sign(i, Rule.NO_USER_AGENT, "no user agent");
            }
        }
    }

    static void machineShape(Sheet sheet) {
        for (int i = 0; i < sheet.size(); i++) {
            String shape = sheet.reading(i).shape();
            if (shape != null) {
                sheet.sign(i, Rule.MACHINE_SHAPE, shape);
            }
        }
    }

    static void beforeDelivery(Sheet sheet) {
        for (int i = 0; i < sheet.size(); i++) {
            long delay = sheet.delay(i);
            long soonest = sheet.request(i).click() ? CLICK_MILLIS : OPEN_MILLIS;
            boolean impossible = delay >= EARLIEST_MILLIS && delay < soonest;
            if (impossible && (!sheet.isDecided(i) || sheet.decider(i).decides() == EventClass.SCANNER)) {
                sheet.sign(i, Rule.BEFORE_DELIVERY, "delay " + Sheet.seconds(delay));
            }
        }
    }

    static void noMachineSeen(Sheet sheet) {
        for (int i = 0; i < sheet.size(); i++) {
            if (!sheet.isDecided(i)) {
                sheet.sign(i, Rule.NO_MACHINE_SEEN, "no sign of a machine, delay " + Sheet.seconds(sheet.delay(i)));
            }
        }
    }

    /** The beginning of a text from outside, without control characters. */
    static String excerpt(String text) {
        String start = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return start.replaceAll("\\p{Cntrl}", " ");
    }
}
