package io.tallymark.capture;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A text made fit for a header: what a header cannot carry goes as percent-encoded UTF-8, everything else as it is (P5). */
final class HeaderText {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HeaderText() {}

    static String of(String text) {
        if (fitsWhole(text)) {
            return text;
        }
        StringBuilder header = new StringBuilder(text.length() + 32);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (fits(octet)) {
                header.append((char) octet);
            } else {
                HEX.toHexDigits(header.append('%'), octet);
            }
        }
        return header.toString();
    }

    private static boolean fitsWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!fits(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Visible ASCII and the space between it; control characters and anything beyond ASCII do not fit. */
    private static boolean fits(int character) {
        return character >= ' ' && character <= '~';
    }
}
