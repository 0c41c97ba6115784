package io.tallymark.campaign;

import io.tallymark.http.JsonText;
import io.tallymark.token.MessageTokens;
import io.tallymark.token.TokenCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes minted messages one at a time, so that a thousand of them never lie in memory together:
 * {@code {"id", "recipient", "html", "text", "openUrl", "links": [{"linkId", "part", "target", "url"}]}}.
 */
public final class MessageWriter {

    private final String baseUrl;
    private final SnapshotTemplate shared;
    private final LinkTable table;
    private final List<Message> messages;
    private final TokenCodec tokens;

    MessageWriter(String baseUrl, SnapshotTemplate shared, LinkTable table, List<Message> messages, TokenCodec tokens) {
        this.baseUrl = baseUrl;
        this.shared = shared;
        this.table = table;
        this.messages = messages;
        this.tokens = tokens;
    }

    /** The message at {@code index}, written as {@code request} asked; {@code own} tells the links of its own HTML and text. */
    void write(int index, NewMessage request, BodyScan own, OutputStream out) throws IOException {
        Message message = messages.get(index);
        SnapshotTemplate template = request.html().isEmpty() && request.text().isEmpty()
                ? shared
                : shared.with(SnapshotTemplate.cut(request.html(), request.text(), own, table));
        MessageTokens minted = tokens.forMessage(message.id(), message.expiresOn(), message.keyId());
        List<byte[]> htmlUrls = urls(template.html(), message, minted);
        List<byte[]> textUrls = urls(template.text(), message, minted);
        boolean pixelFits = template.html().map(PartTemplate::hasPixel).orElse(true);
        Optional<String> pixel = message.opens() == Policy.OFF || !pixelFits
                ? Optional.empty()
                : Optional.of(baseUrl + minted.openPath());

        ascii(out, "{\"id\":\"" + message.id() + "\",\"recipient\":");
        out.write(JsonText.quoted(request.recipient()));
        ascii(out, ",\"html\":");
        part(out, template.html(), htmlUrls, pixel);
        ascii(out, ",\"text\":");
        part(out, template.text(), textUrls, Optional.empty());
        ascii(out, ",\"openUrl\":" + pixel.map(url -> '"' + url + '"').orElse("null") + ",\"links\":[");
        boolean none = true;
        if (template.html().isPresent()) {
            none = template.html().get().writeLinks(out, htmlUrls, true);
        }
        if (template.text().isPresent()) {
            template.text().get().writeLinks(out, textUrls, none);
        }
        ascii(out, "]}");
    }

    private List<byte[]> urls(Optional<PartTemplate> part, Message message, MessageTokens minted) {
        return part.isEmpty() || message.clicks() == Policy.OFF
                ? List.of()
                : part.get().links().stream()
                        .map(link -> (baseUrl + minted.clickPath(link.id())).getBytes(StandardCharsets.ISO_8859_1))
                        .toList();
    }

    private static void part(OutputStream out, Optional<PartTemplate> part, List<byte[]> urls, Optional<String> pixel)
            throws IOException {
        if (part.isPresent()) {
            part.get().write(out, urls, pixel);
        } else {
            ascii(out, "null");
        }
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
