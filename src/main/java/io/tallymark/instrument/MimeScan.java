package io.tallymark.instrument;

import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A raw message (RFC 5322 with MIME), scanned once and written with the links of one recipient. Only byte ranges in the bodies of
 * leaves that are the message's own text are changed (I10).
 */
public final class MimeScan {

    private static final Instant END_OF_TIME = Instant.parse("2200-01-01T00:00:00Z");
    private static final List<String> SIGNING_HEADERS =
            List.of("dkim-signature", "domainkey-signature", "arc-message-signature");
    private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>]{1,8000})>");

    private final byte[] message;
    private final Optional<MimeHeaders> headers;
    private final List<MimeLeaf> leaves = new ArrayList<>();
    private final List<MimeLeaf> written = new ArrayList<>();
    private final List<String> leftBecause = new ArrayList<>();
    private Optional<String> untouched = Optional.empty();

    private MimeScan(byte[] message, Optional<MimeHeaders> headers) {
        this.message = message;
        this.headers = headers;
    }

    /**
     * Scans a message.
     *
     * @param textLinks whether addresses in plain text are links too
     * @param mostBytes the longest HTML or plain-text part that is scanned; {@link PartTooLargeException} for a longer one
     */
    public static MimeScan of(byte[] message, LinkPolicy policy, boolean textLinks, long mostBytes) {
        try {
            MimePart whole = MimePart.parse(message);
            MimeScan scan = new MimeScan(message, Optional.of(whole.headers()));
            scan.untouched = sealedBecause(whole);
            scan.read(whole, policy.withUnsubscribeTargets(scan.unsubscribeTargets()), textLinks, mostBytes);
            return scan;
        } catch (MalformedMessageException e) {
            MimeScan scan = new MimeScan(message, Optional.empty());
            scan.untouched = Optional.of(e.getMessage());
            return scan;
        }
    }

    private static Optional<String> sealedBecause(MimePart whole) {
        if (SIGNING_HEADERS.stream().anyMatch(whole.headers()::has)) {
            return Optional.of("DKIM-signed; instrument first and sign afterwards");
        }
        if (whole.is("multipart/signed")) {
            return Optional.of("signed");
        }
        if (whole.is("multipart/encrypted")) {
            return Optional.of("encrypted");
        }
        if (whole.is("multipart/report")) {
            return Optional.of("a report");
        }
        if (whole.is("application/pkcs7-mime") || whole.is("application/x-pkcs7-mime")) {
            return Optional.of("signed or encrypted (S/MIME)");
        }
        return Optional.empty();
    }

    /** Scans the leaves; what is not written is read all the same, for it is part of what was sent. */
    private void read(MimePart whole, LinkPolicy policy, boolean textLinks, long mostBytes)
            throws MalformedMessageException {
        List<MimePart> own = new ArrayList<>();
        whole.leaves(own::add);
        for (MimePart leaf : own) {
            boolean html = leaf.is("text/html");
            if (html || leaf.is("text/plain")) {
                Part part = html ? Part.HTML : Part.TEXT;
                if (leaf.bodyEnd() - leaf.bodyStart() > mostBytes) {
                    throw new PartTooLargeException(part);
                }
                MimeLeaf.Reading reading = MimeLeaf.read(message, leaf, part, policy);
                reading.leaf().ifPresent(leaves::add);
                if (html || textLinks) {
                    reading.leaf().ifPresentOrElse(written::add, () -> leftBecause.add(reading.leftBecause()));
                }
            }
        }
        if (untouched.isEmpty() && written.isEmpty()) {
            untouched = Optional.of(leftBecause.isEmpty() ? "no part whose links are tracked" : leftBecause.get(0));
        }
        if (untouched.isPresent()) {
            written.clear();
        }
    }

    /** Why the message must go out as it came; absent if it can be instrumented. Plain ASCII. */
    public Optional<String> untouched() {
        return untouched;
    }

    /** The links in the order of the message; none if it stays untouched. */
    public List<FoundLink> links() {
        return written.stream().flatMap(leaf -> leaf.scan().links().stream()).toList();
    }

    /** What a sender should know, in sentences. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        untouched.ifPresent(reason -> warnings.add("The message stays as it came: " + reason));
        leftBecause.stream().distinct().forEach(reason -> warnings.add("A part stays as it came: " + reason));
        return warnings;
    }

    /** What the first HTML part says, in characters. */
    public Optional<String> html() {
        return content(Part.HTML);
    }

    /** What the first plain-text part says, in characters. */
    public Optional<String> text() {
        return content(Part.TEXT);
    }

    private Optional<String> content(Part part) {
        return leaves.stream()
                .filter(leaf -> leaf.part() == part)
                .map(MimeLeaf::readable)
                .findFirst();
    }

    /** A header with its encoded words decoded (RFC 2047), in one line; empty if it is not there. */
    public String header(String name) {
        String value = headers.map(found -> found.value(name)).orElse("");
        try {
            return MimeUtility.decodeText(value).replaceAll("\\p{Cntrl}+", " ").strip();
        } catch (UnsupportedEncodingException e) {
            return value;
        }
    }

    /** The time that the Date header names; empty if that is no time between 1970 and 2200. */
    public Optional<Instant> date() {
        String value = headers.map(found -> found.value("date")).orElse("");
        try {
            return Optional.ofNullable(new MailDateFormat().parse(value))
                    .map(date -> date.toInstant())
                    .filter(time -> !time.isBefore(Instant.EPOCH) && time.isBefore(END_OF_TIME));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** The web addresses of the List-Unsubscribe header. */
    public Set<String> unsubscribeTargets() {
        Set<String> targets = new HashSet<>();
        Matcher matcher = IN_BRACKETS.matcher(
                headers.map(found -> found.value("list-unsubscribe")).orElse(""));
        while (matcher.find()) {
            targets.add(LinkTarget.normal(matcher.group(1)));
        }
        return targets;
    }

    /**
     * Writes the message.
     *
     * @param urls for each of {@link #links()} its new value, or nothing to leave it as it is
     */
    public byte[] splice(List<Optional<String>> urls, Optional<String> pixelUrl) {
        boolean pixelDue = written.stream()
                .noneMatch(
                        leaf -> leaf.part() == Part.HTML && leaf.scan().pixel().isEmpty());
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 128 * urls.size() + 512);
        int copied = 0;
        int link = 0;
        for (MimeLeaf leaf : written) {
            boolean takesPixel = pixelDue && leaf.part() == Part.HTML;
            int next = link + leaf.scan().links().size();
            copied = leaf.write(
                    message, copied, urls.subList(link, next), takesPixel ? pixelUrl : Optional.empty(), out);
            link = next;
            pixelDue &= !takesPixel;
        }
        out.write(message, copied, message.length - copied);
        return out.toByteArray();
    }
}
