package io.tallymark.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that a session remembers (A7): who signed in, and when.
 *
 * @param name of the user
 */
record UserSession(String name, Instant since) implements Serializable {

    private static final String ATTRIBUTE = "io.tallymark.session";

    /** Begins a session under a new id, so that one known beforehand is worth nothing. */
    static void begin(HttpServletRequest request, String name, Duration idle) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        HttpSession session = request.getSession(true);
        session.setMaxInactiveInterval((int) idle.toSeconds());
        session.setAttribute(ATTRIBUTE, new UserSession(name, Instant.now()));
    }

    static Optional<UserSession> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .map(session -> (UserSession) session.getAttribute(ATTRIBUTE));
    }

    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    boolean isOver(Duration longest) {
        return since.plus(longest).isBefore(Instant.now());
    }
}
