package io.tallymark.campaign;

import io.tallymark.http.JsonFields;
import io.tallymark.http.RequestBody;
import io.tallymark.instrument.MimeScan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a sender says that it sends. The time of sending is no part of the content: it differs from batch to batch.
 *
 * @param unsubscribeTargets addresses of the message's own {@code List-Unsubscribe} header
 * @param warnings what was noticed while the content was read
 */
public record SnapshotContent(
        String subject,
        String sender,
        Optional<String> templateId,
        Optional<String> templateVersion,
        Optional<String> trackingDomain,
        Optional<Instant> sentAt,
        Optional<String> html,
        Optional<String> text,
        Tracking tracking,
        Set<String> unsubscribeTargets,
        List<String> warnings) {

    static final int LONGEST_HOST = 253;

    private static final int LONGEST_HEADER = 2_000;
    private static final int LONGEST_NAME = 200;

    /** Reads a request; notes every field at fault, and refuses if there is any. */
    static SnapshotContent read(JsonFields body) {
        return read(body, body.text("subject", LONGEST_HEADER), body.text("sender", LONGEST_HEADER));
    }

    /** Likewise, but subject and sender may be missing. */
    static SnapshotContent readForPreview(JsonFields body) {
        return read(
                body,
                body.optionalText("subject", LONGEST_HEADER).orElse(""),
                body.optionalText("sender", LONGEST_HEADER).orElse(""));
    }

    private static SnapshotContent read(JsonFields body, String subject, String sender) {
        SnapshotContent content = new SnapshotContent(
                subject,
                sender,
                body.optionalText("templateId", LONGEST_NAME),
                body.optionalText("templateVersion", LONGEST_NAME),
                body.optionalText("trackingDomain", LONGEST_HOST).map(host -> host.toLowerCase(java.util.Locale.ROOT)),
                body.time("sentAt"),
                body.optionalText("html", Integer.MAX_VALUE),
                body.optionalText("text", Integer.MAX_VALUE),
                Tracking.read(body),
                Set.of(),
                List.of());
        if (content.html.isEmpty() && content.text.isEmpty()) {
            body.error("html", "is required when there is no text");
        }
        if ((content.subject + content.sender).chars().anyMatch(c -> c == '\r' || c == '\n')) {
            body.error("subject", "and sender must each be one line");
        }
        body.check();
        return content;
    }

    /** What a raw message holds, as far as it can be read; {@code X-Template-Id} names the template. */
    static SnapshotContent of(MimeScan message, Optional<String> trackingDomain, Tracking tracking) {
        return new SnapshotContent(
                header(message, "subject", LONGEST_HEADER).orElse(""),
                header(message, "from", LONGEST_HEADER).orElse(""),
                header(message, "x-template-id", LONGEST_NAME),
                Optional.empty(),
                trackingDomain,
                message.date(),
                message.html().map(SnapshotContent::storable),
                message.text().map(SnapshotContent::storable),
                tracking,
                message.unsubscribeTargets().stream()
                        .map(SnapshotContent::storable)
                        .collect(Collectors.toSet()),
                message.warnings());
    }

    private static Optional<String> header(MimeScan message, String name, int longest) {
        String value = storable(message.header(name));
        int end = value.offsetByCodePoints(0, Math.min(longest, value.codePointCount(0, value.length())));
        return value.isEmpty() ? Optional.empty() : Optional.of(value.substring(0, Math.min(end, longest)));
    }

    /** No database column takes NUL, and UTF-8 has no half surrogate pairs. */
    static String storable(String text) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return whole.replace('\0', '\ufffd');
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
