package io.tallymark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

    private static JsonFields fields(String json) {
        return JsonFields.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> faults(JsonFields fields) {
        Problem problem = catchThrowableOfType(Problem.class, fields::check);
        return problem.errors().stream().map(Problem.FieldError::field).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"x\"", "{\"a\":}", "{\"a\":1", "not json", "{\"a\":\u0001}"})
    void h1_whatIsNoObjectIsUnreadable(String json) {
        assertThatThrownBy(() -> fields(json))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    @Test
    void h1_badUtf8AndDeepNestingAreUnreadable() {
        assertThatThrownBy(() -> JsonFields.parse(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> fields("{\"a\":" + "[".repeat(200_000))).isInstanceOf(Problem.class);
    }

    @Test
    void h1_allFaultsAreToldAtOnceWithTheirNames() {
        JsonFields body = fields("""
                {"name": "", "count": 5, "long": "abcdef", "nul": "a\\u0000b", "half": "\\ud800", "flag": "yes",
                 "at": "yesterday", "tracking": {"opens": "SOMETIMES"}, "messages": [{"recipient": 7}, 3]}""");
        body.text("name", 10);
        body.text("missing", 10);
        body.text("count", 10);
        body.text("long", 5);
        body.text("nul", 10);
        body.text("half", 10);
        body.flag("flag");
        body.time("at");
        body.object("tracking").orElseThrow().choice("opens", Thread.State.class);
        body.objects("messages", 1, 5).get(0).text("recipient", 10);
        assertThat(faults(body))
                .containsExactly(
                        "name",
                        "missing",
                        "count",
                        "long",
                        "nul",
                        "half",
                        "flag",
                        "at",
                        "tracking.opens",
                        "messages[1]",
                        "messages[0].recipient");
    }

    @Test
    void nullIsAbsent() {
        JsonFields body = fields("{\"a\": null, \"b\": \"x\"}");
        assertThat(body.optionalText("a", 5)).isEmpty();
        assertThat(body.flag("a")).isEmpty();
        assertThat(body.optionalText("b", 5)).contains("x");
        body.check();
    }

    @Test
    void timesAreReadWithAnyOffsetAndCutToMilliseconds() {
        assertThat(fields("{\"at\": \"2026-11-23T12:00:00.123456+02:00\"}")
                        .time("at")
                        .orElseThrow())
                .hasToString("2026-11-23T10:00:00.123Z");
        JsonFields far = fields("{\"at\": \"+999999999-01-01T00:00:00Z\"}");
        far.time("at");
        assertThat(faults(far)).containsExactly("at");
    }

    @Test
    void aListMustHaveTheRightSize() {
        JsonFields body = fields("{\"none\": [], \"text\": \"x\", \"three\": [{},{},{}]}");
        body.objects("none", 1, 2);
        body.objects("text", 1, 2);
        body.objects("three", 1, 2);
        body.objects("absent", 1, 2);
        assertThat(faults(body)).containsExactly("none", "text", "three", "absent");
    }
}
