package io.tallymark.settings;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads single values out of a configuration and remembers which names exist, so that misspelt ones can be told (S4). */
final class SettingReader {

    static final String PREFIX = "tallymark.";

    private final Function<String, Optional<String>> source;
    private final Set<String> known = new HashSet<>();

    SettingReader(Function<String, Optional<String>> source) {
        this.source = source;
    }

    Optional<String> optional(String name) {
        known.add(PREFIX + name);
        return source.apply(PREFIX + name).map(String::strip).filter(value -> !value.isEmpty());
    }

    String text(String name, String otherwise) {
        return optional(name).orElse(otherwise);
    }

    Optional<Secret> secret(String name) {
        return optional(name).map(Secret::new);
    }

    long number(String name, long otherwise, long least, long most) {
        Optional<String> raw = optional(name);
        if (raw.isEmpty()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(raw.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, with the same words
        }
        throw bad(
                name,
                "'" + shown(raw.get()) + "' is not a whole number from " + least + " to " + most + "; example: "
                        + otherwise);
    }

    int integer(String name, int otherwise, int least, int most) {
        return (int) number(name, otherwise, least, most);
    }

    /** A comma-separated list; each item is read by {@code parser}, which throws to refuse it. */
    <T> List<T> list(String name, Function<String, T> parser, String example) {
        return optional(name).stream()
                .flatMap(raw -> Arrays.stream(raw.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(item -> parsed(name, item, parser, example))
                .toList();
    }

    <T> T parsed(String name, String raw, Function<String, T> parser, String example) {
        try {
            return parser.apply(raw);
        } catch (RuntimeException e) {
            throw bad(name, "'" + shown(raw) + "' cannot be used; example: " + example);
        }
    }

    static BadSettingException bad(String name, String fault) {
        return new BadSettingException(PREFIX + name, fault);
    }

    /** The names among {@code present} that look like settings of ours but are none. */
    List<String> unknown(Iterable<String> present) {
        Set<String> spellings = new HashSet<>();
        known.forEach(name -> spellings.add(environmentSpelling(name)));
        Set<String> unknown = new java.util.TreeSet<>();
        for (String name : present) {
            String spelling = environmentSpelling(name);
            if (spelling.startsWith("TALLYMARK_") && !spellings.contains(spelling)) {
                unknown.add(name);
            }
        }
        return List.copyOf(unknown);
    }

    Set<String> known() {
        return Set.copyOf(known);
    }

    private static String environmentSpelling(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** A value made fit for one log line. */
    private static String shown(String raw) {
        String printable = raw.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > 80 ? printable.substring(0, 80) + "…" : printable;
    }
}
