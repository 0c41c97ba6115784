package io.tallymark.campaign;

import io.tallymark.http.RequestBody;
import io.tallymark.instrument.FoundLink;
import io.tallymark.instrument.Part;
import io.tallymark.instrument.Reason;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** One link of a snapshot, in the order of the document; those left alone are here too, with the reason. */
@Entity
@Table(name = "link")
public class Link {

    @Id
    private long id;

    @Column(name = "snapshot_id")
    private UUID snapshotId;

    private int position;
    private String part;
    private String target;
    private String label;

    @Enumerated(EnumType.STRING)
    private Reason reason;

    /** Finds the row by its target, because no index takes long texts; the migrations make the same for older rows. */
    @Column(name = "target_key")
    private Long targetKey;

    protected Link() {}

    Link(long id, UUID snapshotId, int position, FoundLink found) {
        this.id = id;
        this.snapshotId = snapshotId;
        this.position = position;
        this.part = found.part().toString();
        this.target = found.target();
        this.label = found.label();
        this.reason = found.reason().orElse(null);
        this.targetKey = key(snapshotId, target);
    }

    /** The first eight bytes of SHA-256 over a snapshot and a target; two targets may have the same. */
    static long key(UUID snapshotId, String target) {
        byte[] digest = RequestBody.sha256().digest((snapshotId + " " + target).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong();
    }

    long id() {
        return id;
    }

    boolean belongsTo(UUID snapshot) {
        return snapshotId.equals(snapshot);
    }

    int position() {
        return position;
    }

    Part part() {
        return Part.valueOf(part.toUpperCase(Locale.ROOT));
    }

    String target() {
        return target;
    }

    boolean isTracked() {
        return reason == null;
    }

    View view() {
        return new View(text(id), position, part, target, label, isTracked(), reason);
    }

    /** A link that was found but not stored. */
    static View viewOf(int position, FoundLink found) {
        return new View(
                null,
                position,
                found.part().toString(),
                found.target(),
                found.label(),
                found.isTracked(),
                found.reason().orElse(null));
    }

    /** The id as the API writes it: 16 hexadecimal digits. */
    public static String text(long id) {
        return HexFormat.of().toHexDigits(id);
    }

    /** Reads an id as the API writes it; throws {@link IllegalArgumentException} for anything else. */
    public static long id(String text) {
        if (text.length() != 16) {
            throw new IllegalArgumentException("A link id has 16 hexadecimal digits");
        }
        return HexFormat.fromHexDigitsToLong(text);
    }

    /**
     * A link as callers see it.
     *
     * @param id null in a preview
     * @param part {@code html} or {@code text}
     * @param reason why it was left alone; null if it is tracked
     */
    public record View(
            String id, int position, String part, String target, String label, boolean tracked, Reason reason) {}
}
