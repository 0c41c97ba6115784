package io.tallymark.campaign;

import io.tallymark.http.JsonText;
import io.tallymark.instrument.FoundLink;
import io.tallymark.instrument.Instrumenter;
import io.tallymark.instrument.Scan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The HTML or plain text of a message, cut where each recipient's copy differs, its pieces ready as JSON: so a copy costs little more
 * than its bytes. Immutable.
 */
final class PartTemplate {

    /** A place that differs: a link with what stands there in the original, or the pixel. */
    private record Slot(boolean isPixel, byte[] original) {}

    /** One piece more than there are slots. */
    private final List<byte[]> pieces = new ArrayList<>();

    private final List<Slot> slots = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<byte[]> shown = new ArrayList<>();
    private final boolean hasPixel;

    /** {@code rows} holds the row of each of the scan's links; empty where it is left alone. */
    PartTemplate(String body, Scan scan, List<Optional<Link>> rows) {
        this.hasPixel = scan.pixel().isPresent();
        int pixel = scan.pixel().orElse(-1);
        int copied = 0;
        for (int i = 0; i < rows.size(); i++) {
            FoundLink found = scan.links().get(i);
            if (pixel >= 0 && pixel <= found.start()) {
                copied = cut(body, copied, pixel, pixel, true);
                pixel = -1;
            }
            if (rows.get(i).isPresent()) {
                copied = cut(body, copied, found.start(), found.end(), false);
                links.add(rows.get(i).get());
                shown.add(shownAs(rows.get(i).get()));
            }
        }
        if (pixel >= 0) {
            copied = cut(body, copied, pixel, pixel, true);
        }
        pieces.add(JsonText.escaped(body, copied, body.length()));
    }

    /** A part in which nothing differs. */
    static PartTemplate fixed(String body) {
        return new PartTemplate(body, new Scan(List.of(), java.util.OptionalInt.empty(), List.of()), List.of());
    }

    private int cut(String body, int copied, int start, int end, boolean isPixel) {
        pieces.add(JsonText.escaped(body, copied, start));
        slots.add(new Slot(isPixel, JsonText.escaped(body, start, end)));
        return end;
    }

    /** All of an entry in a message's list of links but the address. */
    private static byte[] shownAs(Link link) {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        String ids = "{\"linkId\":\"" + Link.text(link.id()) + "\",\"part\":\"" + link.part() + "\",\"target\":";
        entry.writeBytes(ids.getBytes(StandardCharsets.US_ASCII));
        entry.writeBytes(JsonText.quoted(link.target()));
        entry.writeBytes(",\"url\":\"".getBytes(StandardCharsets.US_ASCII));
        return entry.toByteArray();
    }

    /** Whether a pixel can be put in. */
    boolean hasPixel() {
        return hasPixel;
    }

    /** The links that can be tracked, in order. */
    List<Link> links() {
        return links;
    }

    /** Memory that it takes, in bytes, about. */
    int weight() {
        return pieces.stream().mapToInt(piece -> piece.length).sum() + 500 * slots.size();
    }

    /** The whole as a JSON string, with an address, in ASCII, for each of {@link #links()}; without addresses the links stay as they are. */
    void write(OutputStream out, List<byte[]> urls, Optional<String> pixelUrl) throws IOException {
        out.write('"');
        int url = 0;
        for (int i = 0; i < slots.size(); i++) {
            out.write(pieces.get(i));
            Slot slot = slots.get(i);
            if (slot.isPixel()) {
                if (pixelUrl.isPresent()) {
                    String pixel = Instrumenter.pixel(pixelUrl.get());
                    out.write(JsonText.escaped(pixel, 0, pixel.length()));
                }
            } else if (urls.isEmpty()) {
                out.write(slot.original());
            } else {
                out.write(urls.get(url++));
            }
        }
        out.write(pieces.get(slots.size()));
        out.write('"');
    }

    /** Entries of a message's list of links; {@code first} says whether the list is still empty. Returns whether it is now. */
    boolean writeLinks(OutputStream out, List<byte[]> urls, boolean first) throws IOException {
        boolean empty = first;
        for (int i = 0; i < urls.size(); i++) {
            if (!empty) {
                out.write(',');
            }
            out.write(shown.get(i));
            out.write(urls.get(i));
            out.write('"');
            out.write('}');
            empty = false;
        }
        return empty;
    }
}
