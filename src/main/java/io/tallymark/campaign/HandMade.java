package io.tallymark.campaign;

import io.tallymark.access.AuditTrail;
import io.tallymark.instrument.MimeScan;
import io.tallymark.token.TokenCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Campaigns that a person makes by hand: first what would be tracked, then everything in one transaction, then each message. */
@ApplicationScoped
public class HandMade {

    private final Campaigns campaigns;
    private final Messages messages;
    private final MimeMessages mimes;
    private final ContentLimits limits;
    private final TokenCodec tokens;
    private final AuditTrail audit;

    @Inject
    public HandMade(
            Campaigns campaigns,
            Messages messages,
            MimeMessages mimes,
            ContentLimits limits,
            TokenCodec tokens,
            AuditTrail audit) {
        this.campaigns = campaigns;
        this.messages = messages;
        this.mimes = mimes;
        this.limits = limits;
        this.tokens = tokens;
        this.audit = audit;
    }

    protected HandMade() {
        this(null, null, null, null, null, null); // for the container's client proxy
    }

    /** What is in a draft; nothing stored. */
    public record Found(String subject, String sender, Campaigns.Preview preview) {}

    /**
     * What was made.
     *
     * @param messages their ids, in the order of the recipients
     */
    public record Made(UUID campaign, UUID snapshot, List<UUID> messages) {}

    /**
     * One message as it goes out.
     *
     * @param raw there if the draft was a raw message; else one of the others is
     */
    public record Copy(Optional<String> html, Optional<String> text, Optional<byte[]> raw) {}

    /** Looks at a draft; 413 if a part is too long, 422 if it has too many links. */
    @Transactional
    public Found look(Draft draft) {
        if (draft.raw().isEmpty()) {
            return new Found(draft.subject(), draft.sender(), campaigns.preview(draft.content()));
        }
        MimeScan scan = mimes.scan(draft.raw().get(), draft.tracking());
        limits.check(scan.links());
        SnapshotContent content = SnapshotContent.of(scan, Optional.empty(), draft.tracking());
        return new Found(content.subject(), content.sender(), campaigns.preview(scan, content));
    }

    /** Makes the campaign, its first snapshot and a message for each recipient. */
    @Transactional
    public Made make(String name, Draft draft, List<Recipient> recipients) {
        UUID campaign = campaigns.create(name, Optional.empty()).id();
        Optional<MimeScan> scan = draft.raw().map(raw -> mimes.scan(raw, draft.tracking()));
        boolean untouched = scan.flatMap(MimeScan::untouched).isPresent();
        SnapshotContent content = scan.map(found ->
                        SnapshotContent.of(found, Optional.empty(), untouched ? Tracking.NONE : draft.tracking()))
                .orElseGet(draft::content);
        UUID snapshot =
                campaigns.addSnapshot(campaign.toString(), content).snapshot().id();
        List<NewMessage> requests = recipients.stream()
                .map(recipient -> message(recipient, content))
                .map(message -> untouched ? message.untracked() : message)
                .toList();
        List<UUID> ids = messages.mint(
                snapshot.toString(),
                requests,
                requests.stream()
                        .map(request -> scan.map(MimeScan::links).orElse(List.of()))
                        .toList());
        audit.note("campaign.created", name, campaign + ", by hand, " + ids.size() + " messages");
        return new Made(campaign, snapshot, ids);
    }

    private static NewMessage message(Recipient recipient, SnapshotContent content) {
        return new NewMessage(
                recipient.id(),
                recipient.address(),
                content.sentAt(),
                false,
                Optional.empty(),
                Optional.empty(),
                Policy.IDENTIFIED,
                Policy.IDENTIFIED);
    }

    /** One of the messages that were made of a draft; 404 if it is not there any more. */
    @Transactional
    public Copy copy(Draft draft, UUID snapshot, UUID message, Recipient recipient) {
        if (draft.raw().isPresent()) {
            MimeScan scan = mimes.scan(draft.raw().get(), draft.tracking());
            MessageUrls urls = messages.urls(message, scan.links(), tokens);
            boolean untouched = scan.untouched().isPresent() || urls.isEmpty();
            byte[] content = untouched ? draft.raw().get() : scan.splice(urls.links(), urls.pixel());
            return new Copy(Optional.empty(), Optional.empty(), Optional.of(content));
        }
        NewMessage request = message(recipient, draft.content());
        MessageWriter writer = messages.writer(snapshot.toString(), List.of(message), List.of(List.of()), tokens);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(0, request, BodyScan.NOTHING, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (var reader = Json.createReader(new ByteArrayInputStream(out.toByteArray()))) {
            JsonObject written = reader.readObject();
            return new Copy(text(written, "html"), text(written, "text"), Optional.empty());
        }
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.isNull(name) ? Optional.empty() : Optional.of(object.getString(name));
    }
}
