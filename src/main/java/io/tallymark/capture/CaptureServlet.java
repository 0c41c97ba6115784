package io.tallymark.capture;

import com.github.f4b6a3.uuid.UuidCreator;
import io.tallymark.http.ClientAddress;
import io.tallymark.journal.Journal;
import io.tallymark.journal.JournalRecord;
import io.tallymark.journal.KeptHeaders;
import io.tallymark.token.Kind;
import io.tallymark.token.Token;
import io.tallymark.token.TokenCodec;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** What the two public URLs have in common: token in, record on disk, answer out. */
abstract class CaptureServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final byte[] NOT_FOUND = "Not found\n".getBytes(StandardCharsets.US_ASCII);

    private final Kind kind;

    @Inject
    private transient TokenCodec tokens;

    @Inject
    private transient Journal journal;

    @Inject
    private transient ClientAddress clientAddress;

    @Inject
    private transient CaptureCounters counters;

    CaptureServlet(Kind kind) {
        this.kind = kind;
    }

    /** The id in the path below the servlet's own; empty if the path has another form. */
    abstract Optional<String> id(String pathInfo);

    /** Prepares the answer to a valid token; empty if there is nothing to record about it, and the answer is complete. */
    abstract Optional<Answer> answer(Token token, boolean expired, HttpServletResponse response) throws IOException;

    /** Writes status, headers and body of the answer; runs after the record is on disk or is known to be lost. */
    interface Answer {
        void write(HttpServletResponse response) throws IOException;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        Optional<Token> token = id(String.valueOf(request.getPathInfo()))
                .flatMap(id -> tokens.verify(kind, id, signature(request.getQueryString())));
        if (token.isEmpty()) {
            counters.refused(kind);
            notFound(response);
            return;
        }
        Instant now = Instant.now();
        boolean expired = token.get().expired(LocalDate.ofInstant(now, ZoneOffset.UTC));
        Optional<Answer> answer = answer(token.get(), expired, response);
        if (answer.isPresent()) {
            counters.answered(kind);
            if (expired) {
                answer.get().write(response);
            } else {
                answerWhenStored(record(token.get(), now, request), answer.get(), request);
            }
        }
    }

    /** Frees the thread until the group that holds the record is on disk (P1). */
    private void answerWhenStored(JournalRecord record, Answer answer, HttpServletRequest request) {
        AsyncContext waiting = request.startAsync();
        waiting.setTimeout(0); // the journal always answers
        journal.append(record, outcome -> {
            try {
                answer.write((HttpServletResponse) waiting.getResponse());
            } catch (IOException e) {
                // the client has gone; its request is on record all the same
            } finally {
                waiting.complete();
            }
        });
    }

    private JournalRecord record(Token token, Instant now, HttpServletRequest request) {
        return new JournalRecord(
                UuidCreator.getTimeOrderedEpochFast(),
                kind,
                token.messageId(),
                token.linkId(),
                now,
                request.getMethod(),
                KeptHeaders.userAgent(request.getHeader("User-Agent")),
                clientAddress.of(request),
                KeptHeaders.of(request::getHeader));
    }

    /** The value of {@code sig}; what else a mail gateway appended to the query does not matter. */
    private static String signature(String query) {
        if (query == null) {
            return "";
        }
        int start = query.startsWith("sig=") ? 4 : query.indexOf("&sig=") + 5;
        if (start == 4 && !query.startsWith("sig=")) {
            return "";
        }
        int end = query.indexOf('&', start);
        return end < 0 ? query.substring(start) : query.substring(start, end);
    }

    static void notFound(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain");
        response.setContentLength(NOT_FOUND.length);
        response.getOutputStream().write(NOT_FOUND);
    }
}
