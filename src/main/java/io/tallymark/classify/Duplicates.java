package io.tallymark.classify;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The same client's same request again, seconds after one that counts: double clicks, reloads, a mail client that draws twice. Looked
 * for only among requests that nothing else explains (V4).
 */
final class Duplicates implements Rule.Look {

    static final Duration WINDOW = Duration.ofSeconds(30);

    private record Key(Client client, boolean click, long linkId) {}

    @Override
    public void at(Sheet sheet) {
        if (sheet.size() < 2) {
            return;
        }
        Map<Key, Long> counted = new HashMap<>();
        for (int i = 0; i < sheet.size(); i++) {
            if (sheet.isDecided(i)) {
                continue;
            }
            Request request = sheet.request(i);
            Key key = new Key(Client.of(request), request.click(), request.linkId());
            Long before = counted.get(key);
            if (before != null && sheet.millis(i) - before <= WINDOW.toMillis()) {
                sheet.sign(i, Rule.DUPLICATE, "same request " + Sheet.seconds(sheet.millis(i) - before) + " before");
            } else {
                counted.put(key, sheet.millis(i));
            }
        }
    }
}
