package io.tallymark.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteFilterTest {

    @ParameterizedTest
    @CsvSource({
        "Console.Example.COM:8443, console.example.com",
        "localhost, localhost",
        "[::1]:8080, [::1]",
        "[::1], [::1]",
        "'', ''",
        ", ''",
    })
    void h2_theHostIsComparedWithoutPortAndCase(String header, String host) {
        assertThat(SiteFilter.hostName(header)).isEqualTo(host);
    }
}
