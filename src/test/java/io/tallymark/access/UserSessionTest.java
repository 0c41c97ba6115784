package io.tallymark.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How sessions begin and end (A7). */
class UserSessionTest {

    private final List<String> called = new ArrayList<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private boolean there = true;

    private final HttpSession session = proxy(HttpSession.class, (name, arguments) -> {
        called.add(name + (arguments.length == 0 ? "" : arguments[0]));
        switch (name) {
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "getAttribute" -> {
                return attributes.get((String) arguments[0]);
            }
            case "invalidate" -> there = false;
            default -> {
                // only noted
            }
        }
        return null;
    });

    private final HttpServletRequest request = proxy(HttpServletRequest.class, (name, arguments) -> {
        there |= (Boolean) arguments[0];
        return there ? session : null;
    });

    private interface Call {
        Object made(String name, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        call.made(method.getName(), arguments == null ? new Object[0] : arguments)));
    }

    @Test
    void a7_aSessionBeginsUnderANewIdAndEndsWithoutRequests() {
        UserSession.begin(request, "ann", Duration.ofMinutes(30));
        assertThat(called.get(0)).as("the one that was known before").isEqualTo("invalidate");
        assertThat(called).contains("setMaxInactiveInterval1800");
        assertThat(UserSession.of(request).orElseThrow().name()).isEqualTo("ann");
        UserSession.end(request);
        assertThat(UserSession.of(request)).isEmpty();
    }

    @Test
    void a7_aSessionEndsAfterADaysWorkInAnyCase() {
        UserSession session =
                new UserSession("ann", Instant.now().minus(Duration.ofHours(12)).plusSeconds(60));
        assertThat(session.isOver(Duration.ofHours(12))).isFalse();
        assertThat(new UserSession("ann", session.since().minusSeconds(61)).isOver(Duration.ofHours(12)))
                .isTrue();
    }
}
