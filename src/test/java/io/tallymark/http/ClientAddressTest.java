package io.tallymark.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.settings.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    private static ClientAddress trusting(String networks) {
        return new ClientAddress(Settings.read(
                name -> name.equals("tallymark.trusted-proxies") ? Optional.of(networks) : Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10.0.0.1; 203.0.113.9; 203.0.113.9",
                "10.0.0.1; 198.51.100.7, 203.0.113.9; 203.0.113.9",
                "10.0.0.1; 203.0.113.9, 10.0.0.2, 10.0.0.3; 203.0.113.9",
                "10.0.0.1; 203.0.113.9, evil, 10.0.0.3; 10.0.0.3",
                "10.0.0.1; 10.0.0.9; 10.0.0.9",
                "10.0.0.1; ''; 10.0.0.1",
                "192.0.2.1; 203.0.113.9; 192.0.2.1",
                "10.0.0.1; 203.0.113.9:51234; 203.0.113.9",
                "10.0.0.1; '[2001:db8::9]:443'; 2001:db8::9",
                "10.0.0.1; 2001:DB8:0:0::9; 2001:db8::9",
                "10.0.0.1; ::ffff:203.0.113.9; 203.0.113.9",
                "::1; 203.0.113.9; 203.0.113.9",
                "10.0.0.1; unknown; 10.0.0.1",
            })
    void h3_walksFromTheRightAsFarAsTrustReaches(String peer, String header, String client) {
        assertThat(trusting("10.0.0.0/8,::1").of(peer, List.of(header))).isEqualTo(client);
    }

    @Test
    void h3_severalHeadersAreOneList() {
        assertThat(trusting("10.0.0.0/8").of("10.0.0.1", List.of("6.6.6.6", "203.0.113.9, 10.0.0.2")))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void aHeaderWithoutEndIsCheap() {
        String header = "10.0.0.2,".repeat(100_000) + "10.0.0.2";
        assertThat(trusting("10.0.0.0/8").of("10.0.0.1", List.of(header))).isEqualTo("10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", "1", "1.2.3", "10.0.0.0/8", "1-2.3.4.5", "0x7f.0.0.1", "localhost", "::1/64", "1.2.3.4 "
            })
    void onlyWholeAddressesAreAddresses(String text) {
        assertThat(ClientAddress.parse(text.strip().equals(text) ? text : text + "x"))
                .isEmpty();
    }
}
