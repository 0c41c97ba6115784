package io.tallymark.campaign;

import io.tallymark.instrument.Instrumenter;
import io.tallymark.instrument.LinkPolicy;
import io.tallymark.instrument.Scan;
import io.tallymark.token.TokenCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes minted messages one at a time, so that a thousand of them never lie in memory together. */
public final class MessageWriter {

    /**
     * One instrumented message.
     *
     * @param openUrl the pixel; null when opens are not tracked
     * @param links every tracked occurrence in document order
     */
    public record View(UUID id, String recipient, String html, String text, String openUrl, List<LinkUrl> links) {}

    /** One rewritten link. */
    public record LinkUrl(String linkId, String part, String target, String url) {}

    private final Snapshot snapshot;
    private final List<Link> rows;
    private final List<Message> messages;
    private final TokenCodec tokens;
    private final LinkTable table;
    private final Optional<Scan> shared;

    MessageWriter(Snapshot snapshot, List<Link> rows, List<Message> messages, TokenCodec tokens) {
        this.snapshot = snapshot;
        this.rows = rows;
        this.messages = messages;
        this.tokens = tokens;
        this.table = new LinkTable(rows);
        this.shared = snapshot.html().map(html -> Instrumenter.scan(html, new LinkPolicy(Set.of(), true)));
    }

    /** The message at {@code index}, written as {@code request} asked; {@code personal} is the scan of its own HTML, if any. */
    View write(int index, NewMessage request, Optional<Scan> personal) {
        Message message = messages.get(index);
        Optional<String> html = request.html().or(snapshot::html);
        Optional<Scan> scan = request.html().isPresent() ? personal : shared;
        List<Optional<Link>> links = scan.isEmpty() || message.clicks() == Policy.OFF
                ? List.of()
                : personal.isPresent() ? table.rows(scan.get()) : ownRows(scan.get());
        List<Optional<String>> urls = new ArrayList<>();
        List<LinkUrl> shown = new ArrayList<>();
        for (Optional<Link> link : links) {
            Optional<String> url = link.map(row -> url(message, row));
            urls.add(url);
            link.ifPresent(row -> shown.add(new LinkUrl(Link.text(row.id()), row.part(), row.target(), url.get())));
        }
        Optional<String> pixel = message.opens() == Policy.OFF
                ? Optional.empty()
                : Optional.of(snapshot.baseUrl() + tokens.openPath(message.id(), message.expiresOn(), message.keyId()));
        return new View(
                message.id(),
                request.recipient(),
                html.map(given -> Instrumenter.splice(given, scan.orElseThrow(), urls, pixel))
                        .orElse(null),
                request.text().or(snapshot::text).orElse(null),
                pixel.orElse(null),
                shown);
    }

    /** The snapshot's own table is in the order of its HTML, and its stored reasons count, whatever the policy is by now. */
    private List<Optional<Link>> ownRows(Scan scan) {
        return rows.subList(0, scan.links().size()).stream()
                .map(row -> row.isTracked() ? Optional.of(row) : Optional.<Link>empty())
                .toList();
    }

    private String url(Message message, Link link) {
        return snapshot.baseUrl() + tokens.clickPath(message.id(), link.id(), message.expiresOn(), message.keyId());
    }
}
