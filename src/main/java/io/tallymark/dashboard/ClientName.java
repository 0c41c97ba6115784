package io.tallymark.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client calls itself, in few words: program, version, system. It is what the client says, nothing more. */
final class ClientName {

    private static final int LOOKED_AT = 500;

    /** A word of the user agent and what goes by it; those that others pretend to be come later. */
    private record Program(Pattern sign, String name) {

        static Program of(String sign, String name) {
            return new Program(Pattern.compile(sign), name);
        }

        Optional<String> in(String userAgent) {
            Matcher found = sign.matcher(userAgent);
            if (!found.find()) {
                return Optional.empty();
            }
            String version = found.groupCount() == 0 || found.group(1) == null ? "" : " " + found.group(1);
            return Optional.of(name + version);
        }
    }

    private static final List<Program> PROGRAMS = List.of(
            Program.of("GoogleImageProxy", "Gmail image proxy"),
            Program.of("YahooMailProxy", "Yahoo mail proxy"),
            Program.of("Microsoft Outlook (\\d{1,3})", "Microsoft Outlook"),
            Program.of("(?:MSOffice|ms-office)[ /;]{0,3}(\\d{1,3})?", "Microsoft Office"),
            Program.of("Outlook-(?:iOS|Android)/(\\d{1,3})?", "Outlook mobile"),
            Program.of("Thunderbird/(\\d{1,3})", "Thunderbird"),
            Program.of("Edg(?:e|A|iOS)?/(\\d{1,3})", "Edge"),
            Program.of("OPR/(\\d{1,3})", "Opera"),
            Program.of("SamsungBrowser/(\\d{1,3})", "Samsung Internet"),
            Program.of("(?:Firefox|FxiOS)/(\\d{1,3})", "Firefox"),
            Program.of("(?:Chrome|CriOS)/(\\d{1,3})", "Chrome"),
            Program.of("Version/(\\d{1,3})[^ ]{0,20}(?: Mobile/\\w{1,20})? Safari/", "Safari"),
            Program.of("(?:MSIE |Trident/.{0,40}rv:)(\\d{1,3})", "Internet Explorer"),
            Program.of("AppleWebKit/", "WebKit"));

    private static final Pattern BOT =
            Pattern.compile("(?i)([\\w.-]{0,40}(?:bot|crawler|spider|scanner|preview))(?:/(\\d[\\w.]{0,10}))?");

    private static final Pattern FIRST = Pattern.compile("^([A-Za-z][\\w.+-]{1,40})/v?(\\d{1,4}(?:\\.\\d{1,4})?)");

    private static final List<Program> SYSTEMS = List.of(
            Program.of("iPhone", "iPhone"),
            Program.of("iPad", "iPad"),
            Program.of("Android(?: (\\d{1,2}))?", "Android"),
            Program.of("Windows", "Windows"),
            Program.of("CrOS", "ChromeOS"),
            Program.of("Mac OS X|Macintosh", "macOS"),
            Program.of("Linux", "Linux"));

    private ClientName() {}

    /** As {@code Chrome 150 · Windows}; empty if it says nothing that is known. */
    static String of(String userAgent) {
        String start = userAgent.substring(0, Math.min(LOOKED_AT, userAgent.length()));
        Optional<String> program = named(start);
        boolean isOther = start.toLowerCase(Locale.ROOT).contains("proxy");
        Optional<String> system = isOther ? Optional.empty() : first(SYSTEMS, start);
        return program.map(name -> system.map(on -> name + " · " + on).orElse(name))
                .orElse("");
    }

    private static Optional<String> named(String userAgent) {
        Matcher bot = BOT.matcher(userAgent);
        if (bot.find()) {
            return Optional.of(bot.group(2) == null ? bot.group(1) : bot.group(1) + " " + bot.group(2));
        }
        Matcher other = FIRST.matcher(userAgent);
        if (!userAgent.startsWith("Mozilla/") && other.find()) {
            return Optional.of(other.group(1) + " " + other.group(2));
        }
        return first(PROGRAMS, userAgent);
    }

    private static Optional<String> first(List<Program> programs, String userAgent) {
        return programs.stream()
                .flatMap(program -> program.in(userAgent).stream())
                .findFirst();
    }
}
