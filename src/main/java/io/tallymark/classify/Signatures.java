package io.tallymark.classify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The built-in signatures, in the order in which they are compared: the first that fits counts (V6). */
final class Signatures {

    private static final int COLUMNS = 8;

    private Signatures() {}

    /** Reads {@code signatures.tsv}, whose head explains its columns. */
    static List<Signature> builtIn() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Signatures.class.getResourceAsStream("signatures.tsv"), StandardCharsets.UTF_8))) {
            List<Signature> signatures = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    signatures.add(signature(line));
                }
            }
            return List.copyOf(signatures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Signature signature(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException("signatures.tsv: " + COLUMNS + " columns wanted: " + line);
        }
        return new Signature(
                eventClass(cells[0]),
                eventClass(cells[1]),
                cells[2],
                Signature.Match.valueOf(cells[3].toUpperCase(Locale.ROOT)),
                cells[4],
                cells[5],
                cells[6],
                cells[7]);
    }

    private static EventClass eventClass(String cell) {
        return cell.equals("-") ? EventClass.UNDECIDED : EventClass.valueOf(cell);
    }
}
