package io.tallymark.access;

import io.tallymark.database.Database;
import io.tallymark.http.Problem;
import io.tallymark.http.RequestBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Remembers answers by the caller's {@code Idempotency-Key}, in the transaction that creates what they speak of (A4). */
@ApplicationScoped
public class GivenAnswers {

    private static final int LONGEST_KEY = 200;

    /**
     * @param status the HTTP status
     * @param body the answer's text, or what is needed to write it again
     */
    public record Answer(int status, String body) {}

    /** A request that may be a repetition: the caller, its key, and a hash of method, path and body. */
    public record Attempt(UUID caller, Optional<String> key, String requestHash) {

        /** Reads the key of {@code request}; 422 if it is empty or over 200 characters. */
        public static Attempt of(HttpServletRequest request, String bodyHash) {
            Optional<String> key = Optional.ofNullable(request.getHeader("Idempotency-Key"));
            if (key.isPresent() && (key.get().isBlank() || key.get().length() > LONGEST_KEY)) {
                throw Problem.invalid("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
            }
            Caller caller = Caller.of(request);
            String what = request.getMethod() + " " + request.getRequestURI() + " " + bodyHash;
            return new Attempt(caller.keyId(), key, RequestBody.sha256(what.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Inject
    private Database database;

    /** The answer given to this key before; 422 if that was to another request. */
    @Transactional
    public Optional<Answer> earlier(Attempt attempt) throws SQLException {
        return attempt.key().isEmpty() ? Optional.empty() : given(attempt);
    }

    /** Does {@code work} once for this key: in this transaction now, or, if it was done before, gives the answer of that time. */
    @Transactional
    public Answer once(Attempt attempt, Supplier<Answer> work) {
        if (attempt.key().isEmpty()) {
            return work.get();
        }
        try {
            if (!claim(attempt)) {
                return given(attempt)
                        .orElseThrow(() -> Problem.unavailable(
                                "A request with the same Idempotency-Key has just failed; try again"));
            }
            Answer answer = work.get();
            keep(attempt, answer);
            return answer;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Inserts the key; a rival request with the same key waits here until the first one has ended. */
    private boolean claim(Attempt attempt) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into given_answer (caller, idempotency_key, request_hash, status, body, created_at)"
                                + " values (?, ?, ?, 0, '', ?) on conflict do nothing")) {
            insert.setObject(1, attempt.caller());
            insert.setString(2, attempt.key().orElseThrow());
            insert.setString(3, attempt.requestHash());
            insert.setObject(4, OffsetDateTime.now(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    private Optional<Answer> given(Attempt attempt) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement("select request_hash, status, body from given_answer"
                                + " where caller = ? and idempotency_key = ?")) {
            select.setObject(1, attempt.caller());
            select.setString(2, attempt.key().orElseThrow());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (!row.getString(1).equals(attempt.requestHash())) {
                    throw Problem.invalid("Idempotency-Key", "was used before with another request");
                }
                return Optional.of(new Answer(row.getInt(2), row.getString(3)));
            }
        }
    }

    private void keep(Attempt attempt, Answer answer) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement update = connection.prepareStatement(
                        "update given_answer set status = ?, body = ? where caller = ? and idempotency_key = ?")) {
            update.setInt(1, answer.status());
            update.setString(2, answer.body());
            update.setObject(3, attempt.caller());
            update.setString(4, attempt.key().orElseThrow());
            update.executeUpdate();
        }
    }
}
