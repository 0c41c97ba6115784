package io.tallymark.campaign;

import io.tallymark.access.GivenAnswers;
import io.tallymark.access.GivenAnswers.Answer;
import io.tallymark.access.GivenAnswers.Attempt;
import io.tallymark.http.JsonFields;
import io.tallymark.instrument.LinkPolicy;
import io.tallymark.instrument.MimeScan;
import io.tallymark.instrument.PartTooLargeException;
import io.tallymark.token.TokenCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Instruments raw messages. */
@ApplicationScoped
public class MimeMessages {

    private static final int LONGEST_ID = 100;

    /** What the sender says of a raw message; exactly one of {@code snapshot} and {@code campaign} is there. */
    record Request(
            Optional<String> snapshot,
            Optional<String> campaign,
            Optional<String> trackingDomain,
            boolean textLinks,
            NewMessage message) {

        /** Reads the query; notes every field at fault, and refuses if there is any. */
        static Request read(JsonFields query) {
            Request request = new Request(
                    query.optionalText("snapshot", LONGEST_ID),
                    query.optionalText("campaign", LONGEST_ID),
                    query.optionalText("trackingDomain", SnapshotContent.LONGEST_HOST),
                    query.flag("textLinks").orElse(false),
                    NewMessage.readBare(query));
            if (request.snapshot().isPresent() == request.campaign().isPresent()) {
                query.error("snapshot", "or campaign must be named, and not both");
            }
            query.check();
            return request;
        }
    }

    /**
     * A raw message as it goes out.
     *
     * @param untouched why it is returned byte for byte; absent if it carries something of ours
     */
    record Instrumented(UUID message, UUID snapshot, byte[] content, Optional<String> untouched) {}

    private final Campaigns campaigns;
    private final Messages messages;
    private final GivenAnswers answers;
    private final ContentLimits limits;

    @Inject
    public MimeMessages(Campaigns campaigns, Messages messages, GivenAnswers answers, ContentLimits limits) {
        this.campaigns = campaigns;
        this.messages = messages;
        this.answers = answers;
        this.limits = limits;
    }

    protected MimeMessages() {
        this(null, null, null, null); // for the container's client proxy
    }

    /**
     * Mints the message and writes it. One that must not be touched is minted too, with tracking off, so that reports know that it
     * was sent (C8).
     */
    Instrumented instrument(byte[] raw, Request request, Attempt attempt, TokenCodec tokens) {
        Tracking tracking = campaigns.trackingOf(request.snapshot(), request.trackingDomain(), request.textLinks());
        MimeScan scan = scan(raw, tracking, campaigns.linkPolicy(request.snapshot(), tracking));
        limits.check(scan.links());
        NewMessage message = request.message().sentAtOr(scan.date());
        NewMessage minted = scan.untouched().isPresent() ? message.untracked() : message;
        Answer answer = answers.once(attempt, () -> {
            String snapshot = request.snapshot()
                    .orElseGet(() -> campaigns
                            .addSnapshot(
                                    request.campaign().orElseThrow(),
                                    SnapshotContent.of(
                                            scan,
                                            request.trackingDomain(),
                                            scan.untouched().isPresent() ? Tracking.NONE : tracking))
                            .snapshot()
                            .id()
                            .toString());
            UUID id = messages.mint(snapshot, List.of(minted), List.of(scan.links()))
                    .get(0);
            return new Answer(200, id + " " + snapshot);
        });
        String[] ids = answer.body().split(" ");
        UUID id = UUID.fromString(ids[0]);
        MessageUrls urls = messages.urls(id, scan.links(), tokens);
        Optional<String> untouched =
                scan.untouched().or(() -> urls.isEmpty() ? Optional.of("tracking is off") : Optional.empty());
        byte[] content = untouched.isPresent() ? raw : scan.splice(urls.links(), urls.pixel());
        return new Instrumented(id, UUID.fromString(ids[1]), content, untouched);
    }

    /** What was found in a raw message, nothing stored. */
    MimeScan scan(byte[] raw, Tracking tracking) {
        return scan(raw, tracking, campaigns.linkPolicy(tracking));
    }

    private MimeScan scan(byte[] raw, Tracking tracking, LinkPolicy policy) {
        try {
            return MimeScan.of(raw, policy, tracking.textLinks(), limits.partBytes());
        } catch (PartTooLargeException e) {
            throw limits.partTooLarge(e.part().toString());
        }
    }
}
