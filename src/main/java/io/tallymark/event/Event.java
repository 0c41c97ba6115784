package io.tallymark.event;

import io.tallymark.token.Kind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;

/** One request of a public URL, as it was (E2). Rows are written by {@link EventWriter}; this is how they are read. */
@Entity
@Table(name = "event")
public class Event {

    /** Stands for the campaign and snapshot of an event whose message is not known (E5). */
    public static final UUID UNKNOWN = new UUID(0, 0);

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "message_id")
    private UUID messageId;

    /** 0 for an open. */
    @Column(name = "link_id")
    private long linkId;

    @Column(name = "occurred_at")
    private OffsetDateTime occurredAt;

    private String method;

    @Column(name = "user_agent")
    private String userAgent;

    private String address;
    private String headers;

    protected Event() {}

    /** What of it decides its class. */
    public RawEvent raw() {
        return new RawEvent(id, kind, messageId, linkId, occurredAt.toInstant(), method, userAgent, address, headers);
    }
}
