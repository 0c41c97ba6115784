package io.tallymark.classify;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises programs that no signature knows by how they name themselves. Robots give a contact address or call themselves
 * {@code …bot}, {@code …crawler}, {@code …checker}; libraries give a name and a version and no system. What a phone is called says
 * nothing (Cubot, "M bot 51", "Spider 8", "Discovery SE" are phones), so in what phones send only robots' full names count.
 */
final class MachineShape {

    private static final Pattern CONTACT = Pattern.compile(
            "https?:/|\\bwww\\.[a-z0-9-]+\\.|[a-z0-9._+-]+(?:@|\\[at\\]|\\(at\\)| at )[a-z0-9-]+(?:\\.| dot |\\[dot\\])[a-z]{2}");
    private static final Pattern COMPATIBLE = Pattern.compile("compatible ?[;,] ?\\+?([^;,)]*)");
    private static final Pattern PERSON_AFTER_COMPATIBLE = Pattern.compile(
            "msie|konqueror|ms-office|opera|icab|omniweb|iemobile|windows|trident|webtv|aol|lotus|netscape|ie |nokia|maemo|palm|blazer|"
                    + "playstation|wii|bolt|teleca|android|linux|mac|amiga|mc680|antfresco|risc|netbox|oregano|googletoolbar|mobile|smartphone|tablet|arachne|voyager|ibrowse|netpositive|avant|crazy browser|maxthon|"
                    + "mozilla|chimera|links|lynx|w3m|galeon|nintendo|gecko|webkit|dillo|polaris|obigo|series ?60|symbian|$");
    private static final Pattern COMMENT = Pattern.compile("\\(([^()]*(?:\\([^()]*\\)[^()]*)*)\\)?");
    private static final Pattern WORD = Pattern.compile("[a-z0-9.]+");

    /** Parts of names that only robots have, wherever they stand in the name. */
    private static final List<String> TELLING = List.of(
            "crawl",
            "spider",
            "scrape",
            "scrapy",
            "slurp",
            "harvest",
            "httpclient",
            "headless",
            "sitemap",
            "linkcheck",
            "fetcher",
            "archiver",
            "validator",
            "feedparser",
            "webthumb",
            "screenshot",
            "snapshot");

    /** Ends of names that only robots have. */
    private static final List<String> ENDINGS = List.of(
            "bot",
            "bots",
            "checker",
            "scanner",
            "monitor",
            "monitoring",
            "fetch",
            "indexer",
            "extractor",
            "grabber",
            "previewer",
            "verifier",
            "prober",
            "analyzer",
            "analyser",
            "auditor",
            "pinger",
            "parser",
            "sniffer",
            "validation",
            "collector",
            "synthetic",
            "downloader",
            "http");

    /** Whole names, or parts between separators, that only robots have. */
    private static final Set<String> NAMES = Set.of(
            "check",
            "scan",
            "probe",
            "preview",
            "audit",
            "uptime",
            "inspector",
            "tester",
            "research",
            "survey",
            "proxy",
            "prefetch",
            "seo",
            "ping",
            "verification",
            "detector",
            "monitor",
            "node.js",
            "spam",
            "rss",
            "feed",
            "feeds",
            "archive");

    private static final Set<String> NOT_ROBOTS = Set.of("cubot", "talbot", "angebot", "camscanner");
    private static final Pattern MAIL_TOOL = Pattern.compile(
            "siphon|wolf|collect|extract|harvest|hunt|spider|bot|check|valid|verif|track|gun|chimp|pars|scan|php|java|python|lib|proxy");
    private static final Pattern PHONE = Pattern.compile(
            "android|iphone|ipad|ipod|\\bios\\b|windows phone|midp|cldc|symb|blackberry|nokia|samsung|sonyericsson|up\\.browser|tizen");
    private static final Pattern NO_BROWSER = Pattern.compile(
            "mozilla/\\d\\.\\d+|mozilla|mozilla/5\\.0 \\((?=windows|macintosh|x11|linux x|compatible|\\))(?!.*(?:webkit|gecko|khtml|trident|msie|konqueror|opera|rv:|ms-office))[^()]*\\)");
    private static final Pattern ROBOT =
            Pattern.compile("(?<![a-z])[a-z]{0,40}(?:bots?|crawler|spider)(?![a-z0-9 ])[a-z0-9._-]*");
    private static final Pattern ROBOT_WITH_VERSION = Pattern.compile("(?<![a-z])[a-z]{3,40}bot[a-z-]{0,40}/\\d");

    /** Signs of a device or a browser engine: without any, a name and a version are a library's. */
    private static final Pattern DEVICE = Pattern.compile(
            "android|iphone|ipad|ipod|\\bios\\b|windows|win(?:32|64|nt|9\\d)|mac ?os|macintosh|macos|darwin|cfnetwork|webkit|gecko|khtml|presto|"
                    + "trident|msie|symb|midp|cldc|j2me|brew|blackberry|up\\.(?:browser|link)|nokia|samsung|sonyericsson|^sec-|^lg|^mot-|htc|msft-wp|model/|tizen|"
                    + "webos|smart-?tv|hbbtv|playstation|nintendo|x11|netfront|obigo|openwave|teleca|\\bwap|mobile|phone|kindle|tv\\b|freebsd|"
                    + "docomo|kddi|softbank|j-phone|vodafone|alcatel|philips|motorola|\\bsie-|sagem|panasonic|\\bsharp|\\bzte|huawei|lenovo|xiaomi|redmi|"
                    + "micromax|karbonn|\\blava|coolpad|gionee|\\boppo|\\bvivo|\\btcl|benq|pantech|\\bpalm|hiptop|\\bamoi|\\bmaui|mediatek|\\bmtk|"
                    + "\\bfly[ _-]|nexian|haier|infinix|tecno|itel|realme|oneplus|\\basus|\\bacer|\\bsony|toshiba|siemens|cubot|profile/|configuration/|"
                    + "browser/|release/\\d|uc?web|ucbrowser|sleipnir|"
                    + "amiga|beos|haiku|os/2|risc|sunos|ubuntu|\\bkde\\b|gnome|\\bgtk|\\bqt");

    private MachineShape() {}

    /** Why {@code userAgent}, in lower case, looks like a program's, in words; null if it does not. */
    static String of(String userAgent) {
        Matcher contact = CONTACT.matcher(userAgent);
        if (contact.find()) {
            return "user agent gives a contact address at " + quote(userAgent, contact.start());
        }
        boolean phone = PHONE.matcher(userAgent).find();
        Matcher compatible = COMPATIBLE.matcher(userAgent);
        while (compatible.find()) {
            String name = compatible.group(1);
            if (!PERSON_AFTER_COMPATIBLE.matcher(name).lookingAt() && (!phone || name.indexOf('/') > 0)) {
                return "user agent says compatible and then " + quote(userAgent, compatible.start(1));
            }
        }
        String name = phone ? robot(userAgent) : tellingName(userAgent);
        if (name != null) {
            return "user agent names itself " + SingleRequests.excerpt(name);
        }
        if (!userAgent.startsWith("mozilla/")
                && !userAgent.startsWith("opera")
                && !DEVICE.matcher(userAgent).find()
                && !isMailClient(userAgent)) {
            return "user agent is a program's name without a device: " + quote(userAgent, 0);
        }
        if (!phone && NO_BROWSER.matcher(userAgent).matches()) {
            return "user agent says Mozilla and names no browser";
        }
        return null;
    }

    /** A robot's name outside of comments, or with a version in one; null if there is none. Devices are described in comments. */
    static String robot(String userAgent) {
        Matcher inComment = ROBOT_WITH_VERSION.matcher(userAgent);
        if (inComment.find() && !isExcused(inComment.group().replaceAll("/\\d", ""))) {
            return inComment.group();
        }
        Matcher outside = ROBOT.matcher(COMMENT.matcher(userAgent).replaceAll(" "));
        while (outside.find()) {
            if (!isExcused(outside.group())) {
                return outside.group();
            }
        }
        return null;
    }

    private static String tellingName(String userAgent) {
        Matcher words = WORD.matcher(userAgent);
        while (words.find()) {
            String word = words.group();
            if (!isExcused(word) && isTelling(word)) {
                return word;
            }
        }
        return null;
    }

    /** A name with "mail" in it is a mail client's, if it is not one of those that gather or check addresses. */
    private static boolean isMailClient(String userAgent) {
        return userAgent.contains("mail") && !MAIL_TOOL.matcher(userAgent).find();
    }

    private static boolean isExcused(String word) {
        return NOT_ROBOTS.contains(word) || word.startsWith("cubot");
    }

    private static boolean isTelling(String word) {
        return NAMES.contains(word)
                || TELLING.stream().anyMatch(word::contains)
                || ENDINGS.stream().anyMatch(word::endsWith);
    }

    private static String quote(String userAgent, int from) {
        return SingleRequests.excerpt(userAgent.substring(from, Math.min(userAgent.length(), from + 60)));
    }
}
