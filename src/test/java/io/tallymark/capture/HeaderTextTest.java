package io.tallymark.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.Randoms;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.com/a?x=1&y=2, https://example.com/a?x=1&y=2",
        "https://example.com/%2F%zz|^{}`\"<>, https://example.com/%2F%zz|^{}`\"<>",
        "https://example.com/a b#f, https://example.com/a b#f",
        "https://bücher.example/ä, https://b%C3%BCcher.example/%C3%A4",
        "https://example.com/\uD83D\uDE00, https://example.com/%F0%9F%98%80",
    })
    void p5_onlyWhatAHeaderCannotCarryIsEncoded(String target, String header) {
        assertThat(HeaderText.of(target)).isEqualTo(header);
    }

    @Test
    void p5_noTargetCanEndAHeader() {
        Randoms.forAll(2_000, random -> {
            String text = Randoms.text(random, 60).replace("%", "").replace("+", "");
            String header = HeaderText.of(text);
            assertThat(header).matches("[ -~]*");
            assertThat(URLDecoder.decode(header, StandardCharsets.UTF_8)).isEqualTo(text);
        });
    }
}
