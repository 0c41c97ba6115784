package io.tallymark.classify;

import java.util.ArrayList;
import java.util.List;

/**
 * A click under a browser's name that is not a browser's. Browsers ask for a page with {@code Accept: text/html…} and
 * {@code Accept-Language}; current ones send {@code Sec-Fetch-*} to HTTPS (Chrome from 80, Firefox from 90, Safari from 16.4), which is
 * proven if a request of the message had them before or about then; desktop Chrome has had builds of zeros since 107. Each may have a harmless cause,
 * so two are needed (V2). Without recorded headers there is nothing to compare.
 */
final class BorrowedBrowser implements Rule.Look {

    private static final long SOON_MILLIS = 4_000;

    @Override
    public void at(Sheet sheet) {
        long secureFrom = secureFrom(sheet);
        for (int i = 0; i < sheet.size(); i++) {
            if (sheet.isOrdinaryClick(i) && sheet.reading(i).isBrowser()) {
                List<String> signs = signs(sheet, i, sheet.millis(i) >= secureFrom);
                if (signs.size() >= 2) {
                    sheet.sign(i, Rule.BORROWED_BROWSER, String.join("; ", signs));
                }
            }
        }
    }

    /** From when on it is proven that clients come over HTTPS; not much before the proof, so that verdicts settle. */
    private static long secureFrom(Sheet sheet) {
        for (int i = 0; i < sheet.size(); i++) {
            if (hasFetchMetadata(sheet.request(i))) {
                return sheet.millis(i) - SameVisit.BEFORE_MACHINE_MILLIS;
            }
        }
        return Long.MAX_VALUE;
    }

    private static List<String> signs(Sheet sheet, int i, boolean secure) {
        Request request = sheet.request(i);
        Reading reading = sheet.reading(i);
        List<String> signs = new ArrayList<>(0);
        String accept = request.header("Accept");
        if (!accept.isEmpty()) {
            if (!accept.contains("text/html")) {
                signs.add("asks for " + SingleRequests.excerpt(accept) + " instead of a page");
            }
            if (request.header("Accept-Language").isEmpty()) {
                signs.add("no Accept-Language");
            }
            if (secure && reading.sendsFetchMetadata() && !hasFetchMetadata(request)) {
                signs.add("no Sec-Fetch headers over HTTPS");
            }
        }
        if (reading.hasCopiedBuild()) {
            signs.add("a build number that browsers no longer tell");
        }
        if (sheet.delay(i) >= 0 && sheet.delay(i) < SOON_MILLIS) {
            signs.add("delay " + Sheet.seconds(sheet.delay(i)));
        }
        return signs;
    }

    private static boolean hasFetchMetadata(Request request) {
        return request.headers().containsKey("Sec-Fetch-Mode")
                || request.headers().containsKey("Sec-Fetch-Dest");
    }
}
