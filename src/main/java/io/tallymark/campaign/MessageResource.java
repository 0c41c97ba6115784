package io.tallymark.campaign;

import io.tallymark.access.GivenAnswers;
import io.tallymark.access.GivenAnswers.Answer;
import io.tallymark.access.GivenAnswers.Attempt;
import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.http.JsonFields;
import io.tallymark.http.RequestBody;
import io.tallymark.instrument.FoundLink;
import io.tallymark.settings.Settings;
import io.tallymark.token.TokenCodec;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Messages, instrumented for their recipients. */
@Path("snapshots/{snapshot}/messages")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
public class MessageResource {

    private static final int MOST_MESSAGES = 1_000;
    private static final int BUFFER = 16_384;
    private static final String NDJSON = "application/x-ndjson";

    @Inject
    private Messages messages;

    @Inject
    private GivenAnswers answers;

    @Inject
    private TokenCodec tokens;

    @Inject
    private Settings settings;

    @POST
    @Needs(Right.SEND)
    @Produces(MediaType.APPLICATION_JSON)
    public Response add(@PathParam("snapshot") String snapshot, InputStream in, @Context HttpServletRequest request) {
        return Response.ok(written(snapshot, in, request, "{\"messages\":[", ",", "]}"))
                .build();
    }

    @POST
    @Needs(Right.SEND)
    @Produces(NDJSON)
    public Response stream(
            @PathParam("snapshot") String snapshot, InputStream in, @Context HttpServletRequest request) {
        return Response.ok(written(snapshot, in, request, "", "\n", "\n")).build();
    }

    /** Everything that can be refused is done, and committed, before the first byte of the answer leaves (C7). */
    private StreamingOutput written(
            String snapshot, InputStream in, HttpServletRequest request, String start, String between, String end) {
        byte[] body = RequestBody.read(in, settings.limits().bodyBytes(), "tallymark.http.max-body-megabytes");
        List<NewMessage> requests = requests(JsonFields.parse(body));
        List<BodyScan> own = messages.scan(snapshot, requests);
        List<List<FoundLink>> links = own.stream().map(BodyScan::links).toList();
        Answer answer = answers.once(
                Attempt.of(request, RequestBody.sha256(body)),
                () -> new Answer(200, joined(messages.mint(snapshot, requests, links))));
        List<UUID> ids =
                Arrays.stream(answer.body().split(" ")).map(UUID::fromString).toList();
        MessageWriter writer = messages.writer(snapshot, ids, links, tokens);
        return stream -> {
            OutputStream out = new BufferedOutputStream(stream, BUFFER);
            out.write(start.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < requests.size(); i++) {
                if (i > 0) {
                    out.write(between.getBytes(StandardCharsets.UTF_8));
                }
                writer.write(i, requests.get(i), own.get(i), out);
            }
            out.write(end.getBytes(StandardCharsets.UTF_8));
            out.flush();
        };
    }

    private static List<NewMessage> requests(JsonFields body) {
        List<NewMessage> requests = new ArrayList<>();
        body.objects("messages", 1, MOST_MESSAGES).forEach(fields -> requests.add(NewMessage.read(fields)));
        body.check();
        return requests;
    }

    private static String joined(List<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(" "));
    }
}
