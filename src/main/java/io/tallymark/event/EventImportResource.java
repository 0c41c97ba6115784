package io.tallymark.event;

import io.tallymark.access.AuditTrail;
import io.tallymark.access.Caller;
import io.tallymark.access.GivenAnswers;
import io.tallymark.access.GivenAnswers.Answer;
import io.tallymark.access.GivenAnswers.Attempt;
import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.event.EventImport.Rejection;
import io.tallymark.http.JsonFormat;
import io.tallymark.http.Problem;
import io.tallymark.http.RequestBody;
import io.tallymark.settings.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Import of raw history. */
@Path("events/import")
@RequestScoped
@Consumes("application/x-ndjson")
@Produces(MediaType.APPLICATION_JSON)
public class EventImportResource {

    private static final int SLICE = 1_000;
    /** Reasons beyond these are counted only: a million of them help nobody. */
    private static final int TOLD_REJECTIONS = 1_000;

    @Inject
    private EventImport events;

    @Inject
    private GivenAnswers answers;

    @Inject
    private AuditTrail audit;

    @Inject
    private Settings settings;

    /**
     * What became of an import.
     *
     * @param rejected the first thousand lines that were not taken
     * @param rejectedCount how many there were in all
     */
    public record Result(int accepted, List<Rejection> rejected, int rejectedCount) {}

    /** Takes the whole body first, so that a slow sender holds no transaction and a broken one leaves nothing behind. */
    @POST
    @Needs(Right.ADMIN)
    public Response take(InputStream in, @Context HttpServletRequest request) throws IOException, SQLException {
        java.nio.file.Path spool = Files.createTempFile(settings.dataFolder(), "import", ".ndjson");
        try {
            MessageDigest digest = RequestBody.sha256();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(spool), digest)) {
                RequestBody.copy(in, out, settings.limits().importBytes(), "tallymark.import.max-megabytes");
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            Attempt attempt = Attempt.of(request, hash);
            Optional<Answer> earlier = answers.earlier(attempt);
            if (earlier.isPresent()) {
                return Response.ok(earlier.get().body()).build();
            }
            // lines get ids from the key, so doing it all again after a crash in the middle changes nothing
            Optional<String> repeat = attempt.key().map(key -> attempt.caller() + " " + key);
            Result result;
            try (InputStream lines = new BufferedInputStream(Files.newInputStream(spool))) {
                result = take(new LineReader(lines), repeat);
            }
            return Response.ok(answers.once(attempt, () -> {
                                audit.note(
                                        "events.imported",
                                        Caller.of(request).name(),
                                        result.accepted() + " accepted, " + result.rejectedCount() + " rejected");
                                return new Answer(200, JsonFormat.write(result));
                            })
                            .body())
                    .build();
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private Result take(LineReader lines, Optional<String> repeat) throws IOException, SQLException {
        List<Rejection> rejected = new ArrayList<>();
        List<ImportLine> slice = new ArrayList<>();
        int accepted = 0;
        int refused = 0;
        Instant now = Instant.now();
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            try {
                if (line.get().length > 0) {
                    slice.add(ImportLine.read(lines.number(), line.get(), repeat, now));
                }
            } catch (Problem problem) {
                refused++;
                tell(rejected, List.of(Rejection.of(lines.number(), problem)));
            }
            if (slice.size() == SLICE) {
                List<Rejection> unknown = events.take(slice);
                accepted += SLICE - unknown.size();
                refused += unknown.size();
                tell(rejected, unknown);
                slice.clear();
            }
        }
        List<Rejection> unknown = events.take(slice);
        tell(rejected, unknown);
        rejected.sort(java.util.Comparator.comparingInt(Rejection::line));
        return new Result(accepted + slice.size() - unknown.size(), rejected, refused + unknown.size());
    }

    private static void tell(List<Rejection> told, List<Rejection> more) {
        told.addAll(more.subList(0, Math.max(0, Math.min(more.size(), TOLD_REJECTIONS - told.size()))));
    }
}
