package io.tallymark.http;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Answers with an entity tag: who asks again with it and would get the same gets 304 and nothing (RFC 9110, 13.1.2). */
public final class Tagged {

    private static final int TAG_BYTES = 16;

    private Tagged() {}

    /** A record as JSON, or {@code rows} as CSV, as the caller accepts. */
    public static <T extends Record> Response answer(
            Request request, HttpHeaders headers, Record whole, Class<T> type, List<T> rows) {
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                break;
            }
            if (accepted.toString().startsWith(Listing.CSV)) {
                StreamingOutput table = out -> Listing.table(out, type, rows);
                return tagged(
                        request, "csv" + JsonFormat.write(rows), Response.ok(table, Listing.CSV + ";charset=utf-8"));
            }
        }
        String body = JsonFormat.write(whole);
        return tagged(request, body, Response.ok(body, MediaType.APPLICATION_JSON_TYPE));
    }

    /** One page of a list with a tag; whole lists, which are streamed, have none. */
    public static Response with(Request request, Response answer) {
        return answer.getEntity() instanceof Page<?> page
                ? tagged(request, JsonFormat.write(page), Response.fromResponse(answer))
                : answer;
    }

    private static Response tagged(Request request, String content, Response.ResponseBuilder answer) {
        EntityTag tag = new EntityTag(hash(content));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? answer : unchanged)
                .tag(tag)
                .header("Vary", "Accept")
                .build();
    }

    /** The moment at which a report was made says nothing about what it says. */
    private static String hash(String content) {
        byte[] bytes = content.replaceAll("\"generatedAt\":\"[^\"]*\"", "").getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
