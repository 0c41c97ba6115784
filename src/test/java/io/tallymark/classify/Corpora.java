package io.tallymark.classify;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Public user agents: those of yauaa's own tests (Apache-2.0, on the test class path), and, where {@code src/bench/corpora.sh} has put
 * them, crawler-user-agents (MIT, bots) and user-agents (BSD-2-Clause, current browsers) from npm.
 */
final class Corpora {

    private static final Path NPM = Path.of("target/corpora");
    private static final Pattern USER_AGENT =
            Pattern.compile("\\s+(?:user_agent_string|User-Agent)\\s*:\\s*(?:'(.*)'|\"(.*)\")\\s*");
    private static final Pattern EXPECTED = Pattern.compile("\\s+(DeviceClass|AgentClass)\\s*:\\s*'([^']*)'\\s*");

    /** A user agent with yauaa's words for what sends it. */
    record Known(String userAgent, String device, String agent) {

        boolean isRobot() {
            return (device + agent).contains("Robot");
        }

        boolean isMailClient() {
            return agent.equals("Email Client");
        }

        boolean isPhoneOrTablet() {
            return device.matches("Phone|Tablet|Mobile") && agent.matches("Browser.*|Mobile App") && !isRobot();
        }

        boolean isDesktopBrowser() {
            return device.equals("Desktop") && agent.equals("Browser");
        }
    }

    private Corpora() {}

    static List<Known> yauaa() throws IOException {
        Map<String, Known> known = new LinkedHashMap<>();
        URI jar = URI.create(
                Corpora.class.getResource("/UserAgents/Robots.yaml").toString().split("!")[0]);
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> yaml = Files.list(files.getPath("/UserAgents"))) {
            for (Path file : yaml.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    read(lines, known);
                }
            }
        }
        return List.copyOf(known.values());
    }

    private static void read(BufferedReader lines, Map<String, Known> known) throws IOException {
        String userAgent = null;
        String device = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher input = USER_AGENT.matcher(line);
            Matcher expected = EXPECTED.matcher(line);
            if (input.matches()) {
                userAgent = input.group(1) != null ? input.group(1).replace("''", "'") : input.group(2);
                device = null;
            } else if (expected.matches() && userAgent != null) {
                if (expected.group(1).equals("DeviceClass")) {
                    device = expected.group(2).strip();
                } else if (device != null) {
                    known.putIfAbsent(
                            userAgent,
                            new Known(userAgent, device, expected.group(2).strip()));
                    userAgent = null;
                }
            }
        }
    }

    /** Bots that nothing here was made from. */
    static Optional<List<String>> crawlerUserAgents() throws IOException {
        return npm(
                "crawler-user-agents/package/crawler-user-agents.json",
                entry -> entry.getJsonArray("instances").stream().map(instance -> ((JsonString) instance).getString()));
    }

    /** Browsers in use, as a company that measures websites sees them. */
    static Optional<List<String>> browsersInUse() throws IOException {
        return npm("user-agents/package/dist/user-agents.json", entry -> Stream.of(entry.getString("userAgent")));
    }

    private static Optional<List<String>> npm(String file, Function<JsonObject, Stream<String>> userAgents)
            throws IOException {
        Path path = NPM.resolve(file);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Set<String> distinct = new LinkedHashSet<>();
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(path))) {
            for (JsonValue entry : reader.readArray()) {
                userAgents.apply(entry.asJsonObject()).forEach(distinct::add);
            }
        }
        return Optional.of(new ArrayList<>(distinct));
    }
}
