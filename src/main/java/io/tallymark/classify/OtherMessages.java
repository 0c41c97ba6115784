package io.tallymark.classify;

/**
 * The rules that look at what the same client did to other messages. An office behind one address clicks with several programs and
 * spread over time; a gateway uses one name and acts on all at once. Counting recipients alone would lose every office.
 */
final class OtherMessages {

    /** So many other messages so close are at once: pairs of count and milliseconds. */
    private static final int[][] AT_ONCE = {{2, 100}, {3, 300}, {4, 500}};

    private static final int TOGETHER = 5;
    private static final long TOGETHER_MILLIS = 4_000;
    private static final int PROGRAMS_OF_AN_OFFICE = 2;
    private static final int SWEPT = 2;

    private OtherMessages() {}

    static void manyRecipients(Sheet sheet) {
        for (int i = 0; i < sheet.size(); i++) {
            if (sheet.isOrdinaryClick(i)) {
                Surroundings.Track client = sheet.surroundings.client(sheet.request(i));
                if (client != null) {
                    manyRecipients(sheet, i, client);
                }
            }
        }
    }

    private static void manyRecipients(Sheet sheet, int i, Surroundings.Track client) {
        long at = sheet.millis(i);
        for (int[] atOnce : AT_ONCE) {
            if (others(sheet, client, at - atOnce[1], at + atOnce[1], atOnce[0]) >= atOnce[0]) {
                sign(sheet, i, atOnce[0], atOnce[1]);
                return;
            }
        }
        int together = Math.max(
                others(sheet, client, at - TOGETHER_MILLIS / 2, at + TOGETHER_MILLIS / 2, TOGETHER),
                Math.max(
                        others(sheet, client, at - TOGETHER_MILLIS, at, TOGETHER),
                        others(sheet, client, at, at + TOGETHER_MILLIS, TOGETHER)));
        if (together >= TOGETHER
                && sheet.surroundings.otherPrograms(sheet.request(i), at, PROGRAMS_OF_AN_OFFICE)
                        < PROGRAMS_OF_AN_OFFICE) {
            sign(sheet, i, TOGETHER, TOGETHER_MILLIS);
        }
    }

    private static int others(Sheet sheet, Surroundings.Track client, long from, long to, int enough) {
        return client.otherMessages(sheet.timeline.messageId(), from, to, enough);
    }

    private static void sign(Sheet sheet, int i, int messages, long within) {
        sheet.sign(
                i,
                Rule.MANY_RECIPIENTS,
                "same client in at least " + messages + " other messages within " + Sheet.seconds(within));
    }

    static void sweepingClient(Sheet sheet) {
        long reach = Surroundings.WINDOW.toMillis();
        for (int i = 0; i < sheet.size(); i++) {
            if (sheet.isOrdinaryClick(i)) {
                Surroundings.Track sweeps = sheet.surroundings.sweeps(sheet.request(i));
                long at = sheet.millis(i);
                if (sweeps != null
                        && others(sheet, sweeps, at - reach + Surroundings.SWEEP_MILLIS, at + reach, SWEPT) >= SWEPT) {
                    sheet.sign(
                            i,
                            Rule.SWEEPING_CLIENT,
                            "same client went through the links of at least " + SWEPT + " other messages within "
                                    + Sheet.seconds(reach));
                }
            }
        }
    }
}
