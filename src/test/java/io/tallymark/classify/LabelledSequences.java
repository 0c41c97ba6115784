package io.tallymark.classify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the labelled sequences of a resource, whose head explains its lines. */
final class LabelledSequences {

    /** A request and what it is. */
    record Step(Request request, EventClass expected, String line) {}

    /** A sequence over one or more messages sent at the same time. */
    record Case(String name, int links, Timeline.Recipient recipient, List<Step> steps) {

        /** What the classifier says, by event. */
        Map<UUID, Verdict> verdicts(RuleSet ruleSet) {
            List<Request> all = steps.stream().map(Step::request).toList();
            Surroundings surroundings = Surroundings.of(all, ruleSet);
            Map<UUID, Verdict> verdicts = new HashMap<>();
            all.stream().collect(Collectors.groupingBy(Request::messageId)).forEach((message, requests) -> {
                Timeline timeline = new Timeline(message, Lone.SENT, recipient, links, requests);
                Classifier.classify(timeline, surroundings, ruleSet).forEach(v -> verdicts.put(v.eventId(), v));
            });
            return verdicts;
        }
    }

    private final Map<String, String> userAgents = new HashMap<>();
    private final Map<String, Map<String, String>> headers = new HashMap<>();
    private final List<Case> cases = new ArrayList<>();

    static List<Case> read(String... resources) throws IOException {
        LabelledSequences sequences = new LabelledSequences();
        for (String resource : resources) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    LabelledSequences.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
                lines.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(sequences::take);
            }
        }
        return sequences.cases;
    }

    private void take(String line) {
        String[] words = line.split(" +", 3);
        switch (words[0]) {
            case "ua" -> userAgents.put(words[1], words.length < 3 ? "" : words[2]);
            case "headers" -> headers.put(words[1], words.length < 3 ? Map.of() : headers(words[2]));
            case "case" -> begin(line.substring(5).split(" "));
            default -> cases.get(cases.size() - 1).steps().add(step(line.strip().split(" +"), line));
        }
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : text.split("\\|")) {
            headers.put(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1));
        }
        return headers;
    }

    private void begin(String[] words) {
        boolean internal = words[words.length - 1].equals("internal");
        int nameLength = words.length - (internal ? 2 : 1);
        cases.add(new Case(
                String.join(" ", List.of(words).subList(0, nameLength)),
                Integer.parseInt(words[nameLength]),
                internal ? Timeline.Recipient.OWN : Timeline.Recipient.OUTSIDE,
                new ArrayList<>()));
    }

    private Step step(String[] cells, String line) {
        boolean click = cells[2].startsWith("c");
        Instant at = Lone.SENT.plusMillis(Math.round(Double.parseDouble(cells[0]) * 1000));
        long number = cases.get(cases.size() - 1).steps().size();
        Request request = new Request(
                new UUID(7, number),
                new UUID(8, cells[1].charAt(0)),
                click,
                click ? Long.parseLong(cells[2].substring(1)) : 0,
                at,
                cells[3],
                known(userAgents, cells[5]),
                cells[4],
                known(headers, cells[6]));
        return new Step(request, EventClass.valueOf(cells[7]), line);
    }

    private static <T> T known(Map<String, T> names, String name) {
        T value = names.get(name);
        if (value == null) {
            throw new IllegalArgumentException("unknown name in sequences: " + name);
        }
        return value;
    }
}
