package io.tallymark.campaign;

import io.tallymark.http.JsonFields;
import io.tallymark.http.RequestBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** What a sender says that it sends. The time of sending is no part of the content: it differs from batch to batch. */
public record SnapshotContent(
        String subject,
        String sender,
        Optional<String> templateId,
        Optional<String> templateVersion,
        Optional<String> trackingDomain,
        Optional<Instant> sentAt,
        Optional<String> html,
        Optional<String> text,
        Tracking tracking) {

    private static final int LONGEST_HEADER = 2_000;
    private static final int LONGEST_NAME = 200;

    /** Reads a request; notes every field at fault, and refuses if there is any. */
    static SnapshotContent read(JsonFields body) {
        SnapshotContent content = new SnapshotContent(
                body.text("subject", LONGEST_HEADER),
                body.text("sender", LONGEST_HEADER),
                body.optionalText("templateId", LONGEST_NAME),
                body.optionalText("templateVersion", LONGEST_NAME),
                body.optionalText("trackingDomain", 253).map(host -> host.toLowerCase(java.util.Locale.ROOT)),
                body.time("sentAt"),
                body.optionalText("html", Integer.MAX_VALUE),
                body.optionalText("text", Integer.MAX_VALUE),
                Tracking.read(body));
        if (content.html.isEmpty() && content.text.isEmpty()) {
            body.error("html", "is required when there is no text");
        }
        if ((content.subject + content.sender).chars().anyMatch(c -> c == '\r' || c == '\n')) {
            body.error("subject", "and sender must each be one line");
        }
        body.check();
        return content;
    }

    /** SHA-256 over subject, sender, template, domain, HTML, text and policy, each with its length, in hexadecimal. */
    String sha256() {
        MessageDigest digest = RequestBody.sha256();
        add(digest, subject);
        add(digest, sender);
        add(digest, templateId.orElse(null));
        add(digest, templateVersion.orElse(null));
        add(digest, trackingDomain.orElse(null));
        add(digest, html.orElse(null));
        add(digest, text.orElse(null));
        add(digest, tracking.opens() + " " + tracking.clicks() + " " + tracking.textLinks());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The length keeps "ab" + "c" apart from "a" + "bc"; an absent field has the length -1. */
    private static void add(MessageDigest digest, String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        digest.update(
                ByteBuffer.allocate(4).putInt(field == null ? -1 : bytes.length).flip());
        digest.update(bytes);
    }
}
