package io.tallymark.classify;

import java.util.HashMap;
import java.util.Map;

/**
 * Folds back: what the same client did in the same message about a minute around a request that behaviour showed to be a machine's. A
 * scanner opens first and follows links a median of 33 s later (craft-campaign issue 546), so more time is allowed before than after.
 * Under another name only in the very moment of a sweep, because an office may share its scanner's address; and
 * never around a program that says what it is, such as Office, which asks with HEAD just before the reader's browser.
 */
final class SameVisit implements Rule.Look {

    static final long BEFORE_MACHINE_MILLIS = 90_000;
    private static final long AFTER_MACHINE_MILLIS = 60_000;
    private static final long ANY_NAME_MILLIS = 1_500;

    @Override
    public void at(Sheet sheet) {
        boolean any = false;
        for (int i = 0; i < sheet.size() && !any; i++) {
            any = isMachine(sheet, i);
        }
        if (!any) {
            return;
        }
        long[] apart = new long[sheet.size()];
        boolean[] found = new boolean[sheet.size()];
        Map<Client, Long> machine = new HashMap<>();
        for (int i = 0; i < sheet.size(); i++) {
            compare(sheet, i, machine, AFTER_MACHINE_MILLIS, found, apart);
        }
        machine.clear();
        for (int i = sheet.size() - 1; i >= 0; i--) {
            compare(sheet, i, machine, BEFORE_MACHINE_MILLIS, found, apart);
        }
        for (int i = 0; i < sheet.size(); i++) {
            if (found[i]) {
                sheet.sign(
                        i,
                        Rule.SAME_VISIT,
                        Sheet.seconds(apart[i]) + " from a request in which this client was seen to be a machine");
            }
        }
    }

    private static void compare(
            Sheet sheet, int i, Map<Client, Long> machine, long within, boolean[] found, long[] apart) {
        Client client = Client.of(sheet.request(i));
        Client atAddress = new Client(client.address(), "");
        if (isMachine(sheet, i)) {
            machine.put(client, sheet.millis(i));
            if (isSweep(sheet.decider(i))) {
                machine.put(atAddress, sheet.millis(i));
            }
        } else if (!sheet.isDecided(i) && !client.address().isEmpty()) {
            long distance = Math.min(
                    apart(sheet, i, machine.get(client), within),
                    apart(sheet, i, machine.get(atAddress), ANY_NAME_MILLIS));
            if (distance <= within && (!found[i] || distance < apart[i])) {
                found[i] = true;
                apart[i] = distance;
            }
        }
    }

    private static long apart(Sheet sheet, int i, Long seen, long within) {
        long distance = seen == null ? Long.MAX_VALUE : Math.abs(sheet.millis(i) - seen);
        return distance <= within ? distance : Long.MAX_VALUE;
    }

    private static boolean isSweep(Rule decider) {
        return decider == Rule.LINK_BURST || decider == Rule.LINK_SWEEP;
    }

    private static boolean isMachine(Sheet sheet, int i) {
        return sheet.isDecided(i)
                && sheet.decider(i).showsBehaviour()
                && sheet.reading(i).isOrdinary();
    }
}
