package io.tallymark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static Settings with(String... namesAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put("tallymark." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.read(name -> Optional.ofNullable(given.get(name)));
    }

    @Test
    void s1_everySettingHasADefault() {
        Settings settings = with();
        assertThat(settings.baseUrl()).isEqualTo("http://localhost:8080");
        assertThat(settings.data()).isAbsolute().endsWithRaw(Path.of("data"));
        assertThat(settings.database().url()).isEmpty();
        assertThat(settings.dashboardHosts()).isEmpty();
        assertThat(settings.trustedProxies()).isEmpty();
        assertThat(settings.journal().maxBytes()).isEqualTo(2L << 30);
        assertThat(settings.retention().fullAddressDays()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "base-url; ftp://example.com",
                "base-url; https://example.com/path",
                "base-url; https://user@example.com",
                "base-url; example.com",
                "base-url; https://exa mple.com",
                "journal.max-megabytes; many",
                "journal.max-megabytes; 0",
                "journal.max-waiting; -1",
                "token.lifetime-days; 99999999999999999999",
                "dashboard-hosts; good.example.com, bad host",
                "dashboard-hosts; host:8080",
                "trusted-proxies; 10.0.0.0/33",
                "trusted-proxies; *",
                "trusted-proxies; proxy.example.com",
                "database.url; jdbc:mysql://x",
                "public.privacy-url; javascript:alert(1)",
                "address-key; short",
            })
    void s2_aBadValueIsRefusedInOneLineThatNamesIt(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith("tallymark." + name + ": ")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void s2_aBadValueIsShownWithoutControlCharacters() {
        assertThatThrownBy(() -> with("journal.keep-hours", "1\n2\u001b[31m"))
                .message()
                .contains("'1?2?[31m'");
    }

    @Test
    void s3_secretsAreNotPrinted() {
        Settings settings = with(
                "database.password", "hunter2-hunter2",
                "token.keys", "1:c2VjcmV0",
                "bootstrap.api-key", "tm_0123456789012345678901234567");
        assertThat(settings.toString()).doesNotContain("hunter2", "c2VjcmV0", "tm_0123");
        assertThat(settings.database().password().orElseThrow().reveal()).isEqualTo("hunter2-hunter2");
        assertThatThrownBy(() -> with("database.url", "jdbc:oracle:scott/tiger@x"))
                .message()
                .doesNotContain("tiger");
        assertThatThrownBy(() -> with("address-key", "tiger")).message().doesNotContain("tiger");
    }

    @Test
    void s4_misspeltNamesAreFound() {
        SettingReader reader = new SettingReader(name -> Optional.empty());
        Settings.read(reader);
        assertThat(reader.unknown(
                        List.of("TALLYMARK_BASE_URL", "tallymark.journal.max-megabytes", "PATH", "TALLYMARK_BSE_URL")))
                .containsExactly("TALLYMARK_BSE_URL");
    }

    @Test
    void listsAndAddressesAreTidied() {
        Settings settings = with(
                "dashboard-hosts", " Console.Example.com , ,localhost",
                "trusted-proxies", "10.1.2.3/8, ::1",
                "base-url", "https://Track.example.com/");
        assertThat(settings.dashboardHosts()).containsExactlyInAnyOrder("console.example.com", "localhost");
        assertThat(settings.trustedProxies()).extracting(Object::toString).containsExactly("10.0.0.0/8", "::1");
        assertThat(settings.baseUrl()).isEqualTo("https://track.example.com");
    }

    @Test
    void theReadmeExplainsEverySetting() throws Exception {
        SettingReader reader = new SettingReader(name -> Optional.empty());
        Settings.read(reader);
        String readme = Files.readString(Path.of("README.md"));
        assertThat(reader.known()).allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }
}
