package io.tallymark.classify;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user agent says about who asks. Made once per distinct string.
 *
 * @param signature the first known thing that fits, or null
 * @param shape why an unknown name looks like a program's, in words, or null
 * @param sendsFetchMetadata a browser that sends {@code Sec-Fetch-*} to HTTPS
 * @param hasCopiedBuild a desktop Chrome from 113 on with a build number, which real ones have told as zeros since 107
 */
record Reading(
        boolean isBlank,
        Signature signature,
        String shape,
        boolean isBrowser,
        boolean sendsFetchMetadata,
        boolean hasCopiedBuild) {

    private static final Pattern CHROME = Pattern.compile("Chrome/(\\d{1,3})\\.0\\.(\\d{1,5})\\.(\\d{1,5})");
    private static final Pattern FIREFOX = Pattern.compile("Firefox/(\\d{1,3})\\.");
    private static final Pattern SAFARI =
            Pattern.compile("Version/(\\d{1,3})\\.(\\d{1,2})(?:\\.\\d+)? (?:Mobile/\\w+ )?Safari/");
    private static final Pattern PLAIN_DESKTOP_CHROME = Pattern.compile(
            "Mozilla/5\\.0 \\((?:Windows NT|Macintosh;|X11;)[^)]*\\) AppleWebKit/537\\.36 \\(KHTML, like Gecko\\) "
                    + "Chrome/[\\d.]+ Safari/537\\.36(?: Edg/[\\d.]+)?");

    static final Reading BLANK = new Reading(true, null, null, false, false, false);

    /** @param signatures in order of precedence */
    static Reading of(String userAgent, Iterable<Signature> signatures) {
        if (userAgent.isBlank() || userAgent.equals("-")) {
            return BLANK;
        }
        String lowerCase = userAgent.strip().toLowerCase(Locale.ROOT);
        for (Signature signature : signatures) {
            if (signature.fits(lowerCase)) {
                String robot = signature.open() == EventClass.HUMAN ? MachineShape.robot(lowerCase) : null;
                return robot == null
                        ? new Reading(false, signature, null, false, false, false)
                        : new Reading(false, null, "user agent names itself " + robot, false, false, false);
            }
        }
        String shape = MachineShape.of(lowerCase);
        return shape == null ? browser(userAgent) : new Reading(false, null, shape, false, false, false);
    }

    private static Reading browser(String userAgent) {
        Matcher chrome = CHROME.matcher(userAgent);
        Matcher firefox = FIREFOX.matcher(userAgent);
        Matcher safari = SAFARI.matcher(userAgent);
        if (!userAgent.startsWith("Mozilla/5.0 (")) {
            return new Reading(false, null, null, false, false, false);
        }
        if (chrome.find()) {
            int major = Integer.parseInt(chrome.group(1));
            boolean zeros = chrome.group(2).equals("0") && chrome.group(3).equals("0");
            boolean plain = PLAIN_DESKTOP_CHROME.matcher(userAgent).matches();
            return new Reading(false, null, null, true, major >= 80, plain && major >= 113 && !zeros);
        }
        if (firefox.find()) {
            return new Reading(false, null, null, true, Integer.parseInt(firefox.group(1)) >= 90, false);
        }
        boolean isSafari = safari.find();
        boolean metadata =
                isSafari && Integer.parseInt(safari.group(1)) * 100 + Integer.parseInt(safari.group(2)) >= 1604;
        return new Reading(false, null, null, isSafari, metadata, false);
    }

    private static final String[] BROWSERS = {
        "mozilla/5.0 (windows nt 10.0; win64; x64) applewebkit/537.36 (khtml, like gecko) chrome/150.0.0.0 safari/537.36 edg/150.0.0.0",
        "mozilla/5.0 (iphone; cpu iphone os 18_7 like mac os x) applewebkit/605.1.15 (khtml, like gecko) version/26.0 mobile/15e148"
                + " safari/604.1",
        "mozilla/5.0 (linux; android 10; k) applewebkit/537.36 (khtml, like gecko) chrome/150.0.0.0 mobile safari/537.36",
        "mozilla/5.0 (macintosh; intel mac os x 10.15; rv:145.0) gecko/20100101 firefox/145.0"
    };

    /** Whether a token is part of the names of most people's browsers. */
    static boolean isInEveryBrowser(String token) {
        String wanted = token.toLowerCase(Locale.ROOT);
        for (String browser : BROWSERS) {
            if (browser.contains(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** True if the name gives nothing away: a person's program, or one that copies it. */
    boolean isOrdinary() {
        return !isBlank && shape == null && (signature == null || signature.click() == EventClass.HUMAN);
    }
}
