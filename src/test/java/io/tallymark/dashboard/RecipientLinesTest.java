package io.tallymark.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.campaign.Recipient;
import io.tallymark.dashboard.RecipientLines.Fault;
import io.tallymark.dashboard.RecipientLines.Wrong;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecipientLinesTest {

    @Test
    void u9_anIdAndPerhapsAnAddressInEachLine() {
        RecipientLines lines = RecipientLines.read(" ann , ann@example.net\r\n\r\nbob\ncarl;carl@example.net\ndora,\n");
        assertThat(lines.wrong()).isEmpty();
        assertThat(lines.recipients())
                .containsExactly(
                        new Recipient("ann", Optional.of("ann@example.net")),
                        new Recipient("bob", Optional.empty()),
                        new Recipient("carl", Optional.of("carl@example.net")),
                        new Recipient("dora", Optional.empty()));
    }

    @Test
    void u9_whatIsWrongIsToldWithItsLine() {
        RecipientLines lines =
                RecipientLines.read("ann@example.net\nbob, not an address\n\nx\nx\n" + "l".repeat(201) + "\n, a@b.c");
        assertThat(lines.wrong())
                .containsExactly(
                        new Wrong(1, Fault.ONLY_ADDRESS),
                        new Wrong(2, Fault.ADDRESS),
                        new Wrong(5, Fault.TWICE),
                        new Wrong(6, Fault.LONG),
                        new Wrong(7, Fault.NONE));
        assertThat(RecipientLines.read(" \n").wrong()).containsExactly(new Wrong(1, Fault.NONE));
    }

    @Test
    void u9_aHundredAndNoMore() {
        String hundred = IntStream.range(0, 100).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        assertThat(RecipientLines.read(hundred).wrong()).isEmpty();
        assertThat(RecipientLines.read(hundred + "\none more\nand more").wrong())
                .containsExactly(new Wrong(101, Fault.MANY));
    }
}
