package io.tallymark.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Sentences that other capabilities store in English, and the texts that say the same in the language of the viewer. */
final class StoredSentences {

    private record Known(Pattern english, String text) {}

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}\\.\\d");

    private final List<Known> known;

    private StoredSentences(List<Known> known) {
        this.known = known;
    }

    /** @param pairs of a regular expression for the English sentence, whose groups are values, and the key of a text */
    static StoredSentences of(String... pairs) {
        return new StoredSentences(IntStream.range(0, pairs.length / 2)
                .mapToObj(i -> new Known(Pattern.compile(pairs[2 * i], Pattern.DOTALL), pairs[2 * i + 1]))
                .toList());
    }

    /**
     * The sentence in the viewer's language; empty if it is not known.
     *
     * @param value what becomes of the words in it
     */
    Optional<String> say(Words words, String english, UnaryOperator<String> value) {
        for (Known each : known) {
            Matcher found = each.english().matcher(english);
            if (found.matches()) {
                Object[] values = IntStream.rangeClosed(1, found.groupCount())
                        .mapToObj(group -> value(found.group(group), value))
                        .toArray();
                return Optional.of(words.text(each.text(), values));
            }
        }
        return Optional.empty();
    }

    /** Numbers are written as the viewer's language writes them. */
    private static Object value(String group, UnaryOperator<String> value) {
        return DECIMAL.matcher(group).matches() ? Double.valueOf(group) : value.apply(group);
    }
}
