package io.tallymark.classify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the labelled user agents of a resource: class of an open, class of a click, user agent. */
final class LabelledUserAgents {

    record Case(EventClass open, EventClass click, String userAgent) {}

    private LabelledUserAgents() {}

    static List<Case> read(String resource) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                LabelledUserAgents.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    String[] cells = line.split(" ", 3);
                    cases.add(new Case(EventClass.valueOf(cells[0]), EventClass.valueOf(cells[1]), cells[2]));
                }
            }
        }
        return cases;
    }
}
