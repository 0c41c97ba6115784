package io.tallymark.dashboard;

import io.tallymark.access.SignedIn;
import io.tallymark.access.Theme;
import io.tallymark.access.User;
import io.tallymark.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the person before the screen sees things: language, zone, colours, and words and numbers written accordingly (U3). */
@Named
@RequestScoped
public class Viewer {

    @Inject
    private SignedIn signedIn;

    @Inject
    private HttpServletRequest request;

    @Inject
    private Settings settings;

    private Optional<User.View> user;
    private Words words;

    @PostConstruct
    void look() {
        user = signedIn.find();
        words = Words.of(user.flatMap(User.View::language).orElseGet(request::getLocale));
    }

    /** English or German, in the form in which numbers and dates are written. */
    public Locale getLocale() {
        return words.locale();
    }

    /** The two letters of {@code lang} attributes. */
    public String getLanguage() {
        return words.locale().getLanguage();
    }

    public ZoneId getZone() {
        return user.flatMap(User.View::timeZone).orElse(settings.dashboard().timeZone());
    }

    public Theme getChosenTheme() {
        return user.map(User.View::theme).orElse(Theme.SYSTEM);
    }

    /** The theme as the style sheet names it. */
    public String getTheme() {
        return getChosenTheme().name().toLowerCase(Locale.ROOT);
    }

    public List<Theme> getThemes() {
        return List.of(Theme.values());
    }

    /** When the style sheet of a theme applies: as the device says, or as the person chose. */
    public String mediaOf(Theme theme) {
        if (getChosenTheme() == Theme.SYSTEM) {
            return "(prefers-color-scheme: " + theme.name().toLowerCase(Locale.ROOT) + ")";
        }
        return getChosenTheme() == theme ? "all" : "not all";
    }

    /** A text of the bundle with {@code values} in the places of its numbers in braces. */
    public String text(String key, Object... values) {
        return words.text(key, values);
    }

    /** A warning about a message, as {@link io.tallymark.campaign.Snapshot.View#warnings} holds it, in the viewer's language. */
    public String warning(String english) {
        return WarningWords.of(words, english);
    }

    /** What a verdict rests on, as {@link io.tallymark.classify.Signal#evidence} says it, in the viewer's language. */
    public String evidence(String english) {
        return visible(EvidenceWords.of(words, english));
    }

    /** Why a message stays as it came, in the viewer's language. */
    public String untouched(String english) {
        return WarningWords.untouched(words, english);
    }

    public String number(Number number) {
        return NumberFormat.getIntegerInstance(getLocale()).format(number);
    }

    /** {@code part} of {@code of} in per cent, with one digit after the point; a dash where there is nothing to be a part of. */
    public String percent(long part, long of) {
        if (of <= 0) {
            return "–";
        }
        return words.percent((double) part / of);
    }

    /** A difference of two rates in percentage points, with its sign. */
    public String points(double difference) {
        return words.points(difference);
    }

    /** Day and time to the minute; empty for null. */
    public String time(Instant time) {
        return time == null ? "" : formatted("format.time", time);
    }

    /** To the second, with the zone; empty for null. */
    public String exactTime(Instant time) {
        return time == null ? "" : formatted("format.exact-time", time);
    }

    /** The time of day now, to the second. */
    public String getClock() {
        return formatted("format.clock", Instant.now());
    }

    /** Day only. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofPattern(words.text("format.day"), getLocale())
                .format(day);
    }

    private String formatted(String pattern, Instant time) {
        return DateTimeFormatter.ofPattern(words.text(pattern), getLocale()).format(time.atZone(getZone()));
    }

    /** To the second, in another zone than the viewer's. */
    public String timeIn(Instant time, ZoneId zone) {
        return DateTimeFormatter.ofPattern(words.text("format.second"), getLocale())
                .format(time.atZone(zone));
    }

    /** How long after sending, or before. */
    public String delay(Duration sinceSending) {
        return words.text(
                sinceSending.isNegative() ? "delay.before" : "delay.after", Elapsed.of(sinceSending, getLocale()));
    }

    /** Text from outside in which nothing hides. */
    public String visible(String text) {
        return Visible.of(text);
    }

    /** What a client calls itself, in few words; empty if that is nothing known. */
    public String client(String userAgent) {
        return visible(ClientName.of(userAgent));
    }

    /** What a rule is called; those that are no more go by the name under which they stand in verdicts. */
    public String ruleName(String rule) {
        return words.find("rule-name." + rule).orElse(rule);
    }

    /** What a rule looks for, in a sentence; empty for those that are no more. */
    public String ruleText(String rule) {
        return words.find("rule." + rule).orElse("");
    }

    /** What a number of the reports means (U4). */
    public String definition(String name) {
        return words.text("definition." + name);
    }

    /** Whether the page now shown is {@code page}, its path below {@code /dashboard/} without extension. */
    public boolean isAt(String page) {
        return request.getServletPath().equals("/dashboard/" + page + ".xhtml");
    }

    public String getVersion() {
        return Words.VERSION;
    }
}
