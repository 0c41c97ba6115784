package io.tallymark.dashboard;

import io.tallymark.campaign.Recipient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recipients as somebody writes them: one a line, an id and perhaps, after a comma, semicolon or tab, an address.
 *
 * @param recipients those that can be used, in order
 * @param wrong lines that cannot
 */
record RecipientLines(List<Recipient> recipients, List<Wrong> wrong) {

    static final int MOST = 100;

    /** What can be wrong with a line. */
    enum Fault {
        NONE,
        MANY,
        LONG,
        ADDRESS,
        ONLY_ADDRESS,
        TWICE
    }

    /** @param line from 1 */
    record Wrong(int line, Fault fault) {}

    static RecipientLines read(String text) {
        List<Recipient> recipients = new ArrayList<>();
        List<Wrong> wrong = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length && wrong.size() < MOST; i++) {
            if (!lines[i].isBlank()) {
                String[] parts = lines[i].strip().split("\\s*[,;\\t]\\s*", 2);
                Optional<Fault> fault = fault(parts, ids);
                int line = i + 1;
                fault.ifPresent(found -> wrong.add(new Wrong(line, found)));
                if (fault.isEmpty() && recipients.size() == MOST) {
                    wrong.add(new Wrong(line, Fault.MANY));
                    break;
                }
                if (fault.isEmpty()) {
                    recipients.add(new Recipient(
                            parts[0],
                            parts.length == 2 && !parts[1].isBlank() ? Optional.of(parts[1]) : Optional.empty()));
                }
            }
        }
        if (recipients.isEmpty() && wrong.isEmpty()) {
            wrong.add(new Wrong(1, Fault.NONE));
        }
        return new RecipientLines(recipients, wrong);
    }

    private static Optional<Fault> fault(String[] parts, Set<String> ids) {
        if (parts.length == 1 && Recipient.isAddress(parts[0])) {
            return Optional.of(Fault.ONLY_ADDRESS);
        }
        if (!Recipient.isId(parts[0])) {
            return Optional.of(parts[0].isBlank() ? Fault.NONE : Fault.LONG);
        }
        if (parts.length == 2 && !parts[1].isBlank() && !Recipient.isAddress(parts[1])) {
            return Optional.of(Fault.ADDRESS);
        }
        return ids.add(parts[0]) ? Optional.empty() : Optional.of(Fault.TWICE);
    }
}
