package io.tallymark.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A program that asks, with the headers that it sends.
 *
 * @param browser whether it sends what browsers send
 */
record Program(String userAgent, boolean browser) {

    private static final String WINDOWS =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) ";

    static final Program CHROME = new Program(WINDOWS + "Chrome/150.0.0.0 Safari/537.36", true);
    static final Program EDGE = new Program(WINDOWS + "Chrome/149.0.0.0 Safari/537.36 Edg/149.0.0.0", true);
    static final Program FIREFOX =
            new Program("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", true);
    static final Program SAFARI = new Program(
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
            true);
    static final Program IPHONE = new Program(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 "
                    + "Mobile/15E148 Safari/604.1",
            true);
    static final Program ANDROID = new Program(
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Mobile Safari/537.36",
            true);
    static final Program OUTLOOK = new Program(
            "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0; Microsoft Outlook 16.0.17928; ms-office; MSOffice 16)",
            false);
    static final Program THUNDERBIRD =
            new Program("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.2.0", false);
    static final Program IPHONE_MAIL = new Program(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
            false);
    static final Program APPLE_PRIVACY = new Program("Mozilla/5.0", false);
    static final Program GMAIL_PROXY = new Program(
            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)", false);
    static final Program GMAIL_PREFETCH =
            new Program(WINDOWS + "Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0", false);
    static final Program CHAT_PREVIEW =
            new Program("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", false);
    static final Program TOOL = new Program("python-requests/2.31.0", false);

    static final Program[] OFFICE_BROWSERS = {CHROME, EDGE, FIREFOX};

    private static final Program[] BROWSERS = {CHROME, CHROME, EDGE, FIREFOX, SAFARI, IPHONE, IPHONE, ANDROID};
    private static final Program[] HOME_MAIL = {
        GMAIL_PROXY, GMAIL_PROXY, APPLE_PRIVACY, APPLE_PRIVACY, CHROME, THUNDERBIRD, IPHONE_MAIL, OUTLOOK
    };
    private static final String[] LANGUAGES = {
        "en-US,en;q=0.9", "de-DE,de;q=0.9,en;q=0.8", "fr-FR", "pt-BR,pt;q=0.9", "ja"
    };

    static Program browser(SplittableRandom random) {
        return BROWSERS[random.nextInt(BROWSERS.length)];
    }

    static Program homeMail(SplittableRandom random) {
        return HOME_MAIL[random.nextInt(HOME_MAIL.length)];
    }

    /** An address out of the relay's egress. */
    static String relay(SplittableRandom random) {
        return "172.225." + random.nextInt(256) + "." + random.nextInt(256);
    }

    /** A scanner under this name: half of them send no browser's headers. */
    Program copied(SplittableRandom random) {
        return new Program(userAgent, random.nextBoolean());
    }

    Map<String, String> imageHeaders(SplittableRandom random) {
        return headers(random, "image/avif,image/webp,image/apng,*/*;q=0.8");
    }

    Map<String, String> pageHeaders(SplittableRandom random) {
        return headers(random, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    }

    Map<String, String> prefetchHeaders(SplittableRandom random) {
        Map<String, String> headers = new HashMap<>(pageHeaders(random));
        headers.put("Sec-Purpose", "prefetch");
        return headers;
    }

    private Map<String, String> headers(SplittableRandom random, String accept) {
        if (!browser) {
            return random.nextBoolean() ? Map.of() : Map.of("Accept", "*/*");
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", accept);
        headers.put("Accept-Language", LANGUAGES[random.nextInt(LANGUAGES.length)]);
        if (random.nextInt(20) == 0) {
            headers.put("Sec-GPC", "1");
        }
        return headers;
    }
}
