package io.tallymark.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.access.Role;
import io.tallymark.access.Theme;
import io.tallymark.campaign.Policy;
import io.tallymark.classify.EventClass;
import io.tallymark.instrument.Part;
import io.tallymark.instrument.Reason;
import io.tallymark.report.Definition;
import io.tallymark.token.Kind;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bundles say everything in both languages, and nothing that no page needs (U3). */
class TextsTest {

    private static final Path BUNDLES = Path.of("src/main/resources/io/tallymark/dashboard");
    private static final List<String> LANGUAGES = List.of("Texts.properties", "Texts_de.properties");
    /** A whole key between quotes, or the beginning of one that is put together. */
    private static final Pattern IN_PAGES =
            Pattern.compile("(?:text\\[|viewer\\.text\\()'([A-Za-z0-9._-]+)'(\\.concat)?");

    private static final Pattern IN_CODE = Pattern.compile("\"([a-z][A-Za-z0-9-]*(?:\\.[A-Za-z0-9-]+)*\\.?)\"");

    /** A literal that may be a key, for example in a choice between two. */
    private static final Pattern QUOTED_IN_PAGES = Pattern.compile("'([a-z][A-Za-z0-9./-]*)'");

    private static Properties bundle(String name) {
        Properties bundle = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                assertThat(super.put(key, value))
                        .as("%s twice in %s", key, name)
                        .isNull();
                return null;
            }
        };
        try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(name))) {
            bundle.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }

    private static List<String> sources(String root, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void u3_bothLanguagesHaveTheSameKeys() {
        assertThat(bundle("Texts_de.properties").stringPropertyNames())
                .isEqualTo(bundle("Texts.properties").stringPropertyNames());
    }

    @Test
    void u3_everyTextThatAPageNamesIsThere() throws IOException {
        Set<String> keys = bundle("Texts.properties").stringPropertyNames();
        Set<String> missing = new TreeSet<>();
        for (String page : sources("src/main/webapp", ".xhtml")) {
            Matcher named = IN_PAGES.matcher(page);
            while (named.find()) {
                String key = named.group(1);
                boolean there = named.group(2) == null
                        ? keys.contains(key)
                        : keys.stream().anyMatch(each -> each.startsWith(key));
                if (!there) {
                    missing.add(key);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void u3_noTextIsLeftOver() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String page : sources("src/main/webapp", ".xhtml")) {
            Matcher key = QUOTED_IN_PAGES.matcher(page);
            while (key.find()) {
                named.add(key.group(1));
            }
            Matcher item = Pattern.compile("<t:navigate to=\"([^\"]+)\"").matcher(page);
            while (item.find()) {
                named.add("navigation." + item.group(1));
            }
        }
        for (String code : sources("src/main/java/io/tallymark/dashboard", ".java")) {
            Matcher key = IN_CODE.matcher(code);
            while (key.find()) {
                named.add(key.group(1));
            }
        }
        assertThat(bundle("Texts.properties").stringPropertyNames())
                .allSatisfy(key -> assertThat(named)
                        .as(key)
                        .anyMatch(each -> key.equals(each)
                                || (key.startsWith(each) && key.charAt(each.length() - 1) == '.')
                                || key.startsWith("definition.")
                                || key.startsWith("error.")));
    }

    @Test
    void u3_enumsHaveTheirWords() {
        Stream<String> keys = Stream.of(
                        Arrays.stream(Role.values()).map(role -> "role." + role),
                        Arrays.stream(Theme.values()).map(theme -> "theme." + theme),
                        Arrays.stream(EventClass.values()).map(each -> "class." + each),
                        Arrays.stream(Kind.values()).map(each -> "kind." + each),
                        Arrays.stream(Policy.values()).map(each -> "policy." + each),
                        Arrays.stream(Part.values()).map(each -> "part." + each),
                        Arrays.stream(Reason.values()).map(each -> "reason." + each))
                .flatMap(each -> each);
        assertThat(bundle("Texts.properties").stringPropertyNames()).containsAll(keys.toList());
    }

    @Test
    void u4_definitionsAreTheWordsOfTheReports() {
        Properties texts = bundle("Texts.properties");
        for (Definition definition : Definition.ALL) {
            assertThat(texts.getProperty("definition." + definition.name()))
                    .as(definition.name())
                    .isEqualTo(definition.text());
        }
    }

    @Test
    void u3_noWordClaimsThatAPersonReadSomething() {
        Pattern claims =
                Pattern.compile("(?i)\\b(was read|has read|have read|unread|ignored the|gelesen|ungelesen)\\b");
        for (String language : LANGUAGES) {
            bundle(language).forEach((key, text) -> {
                if (!key.equals("definition.recipients.none")) {
                    assertThat(claims.matcher(text.toString()).find())
                            .as("%s: %s", key, text)
                            .isFalse();
                }
            });
        }
    }

    @Test
    void textsTakeValuesWhateverQuotesTheyHold() {
        assertThat(Words.of(Locale.ENGLISH).text("error.incident", "4711"))
                .contains("4711")
                .contains("server's");
        assertThat(Words.of(Locale.forLanguageTag("de-AT")).locale()).isEqualTo(Locale.GERMANY);
    }
}
