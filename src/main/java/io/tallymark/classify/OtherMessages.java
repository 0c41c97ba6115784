package io.tallymark.classify;

/**
 * The rules that look at what the same client did to other messages. An office behind one address clicks with several programs and
 * spread over time; a gateway uses one name and acts on all at once. Counting recipients alone would lose every office.
 */
final class OtherMessages {

    /** No office does so much at once. */
    private static final int CROWD = 10;

    private static final long CROWD_MILLIS = 500;

    /** So many other messages within so many milliseconds, if the address shows no office's variety of programs. */
    private static final int[][] TOGETHER = {{2, 100}, {3, 500}, {4, 1_000}, {5, 4_000}};

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
        if (others(sheet, client, at - CROWD_MILLIS, at + CROWD_MILLIS, CROWD) >= CROWD) {
            sign(sheet, i, CROWD, 2 * CROWD_MILLIS);
            return;
        }
        for (int[] together : TOGETHER) {
            if (areTogether(sheet, client, at, together[0], together[1])) {
                if (sheet.surroundings.otherPrograms(sheet.request(i), at, PROGRAMS_OF_AN_OFFICE)
                        < PROGRAMS_OF_AN_OFFICE) {
                    sign(sheet, i, together[0], together[1]);
                }
                return;
            }
        }
    }

    /** Around the request, or beginning or ending with it. */
    private static boolean areTogether(Sheet sheet, Surroundings.Track client, long at, int messages, long within) {
        return others(sheet, client, at - within / 2, at + within / 2, messages) >= messages
                || others(sheet, client, at, at + within, messages) >= messages
                || others(sheet, client, at - within, at, messages) >= messages;
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
