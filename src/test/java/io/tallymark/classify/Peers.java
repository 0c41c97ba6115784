package io.tallymark.classify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** What others would say of a user agent: true for a bot. */
enum Peers {
    ISBOT {
        @Override
        boolean isBot(String userAgent) {
            return ISBOT_PATTERN.matcher(userAgent).find();
        }
    },
    BOT_IN_THE_NAME {
        @Override
        boolean isBot(String userAgent) {
            return userAgent.toLowerCase(Locale.ROOT).contains("bot");
        }
    },
    TALLYMARK {
        private final RuleSet rules = RuleSet.builtIn();

        @Override
        boolean isBot(String userAgent) {
            return Lone.open(userAgent, rules).eventClass() == EventClass.SCANNER;
        }
    };

    private static final Pattern ISBOT_PATTERN = isbot();

    abstract boolean isBot(String userAgent);

    private static Pattern isbot() {
        try (InputStream file = Peers.class.getResourceAsStream("isbot-5.2.3.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Pattern.compile(text.substring(text.indexOf('\n') + 1, text.length() - 1), Pattern.CASE_INSENSITIVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
