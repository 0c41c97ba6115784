package io.tallymark.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressShorteningTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.0",
        "203.0.113.0, 203.0.113.0",
        "2001:db8:1234:5678:9abc:def0:1:2, 2001:db8:1234::",
        "2001:db8:1234::, 2001:db8:1234::",
        "::1, ::",
        "'', ''",
        "not an address, ''",
        "*, ''",
    })
    void e2_addressesBecomeTheirNetwork(String address, String shortened) {
        assertThat(AddressShortening.shortened(address)).isEqualTo(shortened);
    }
}
