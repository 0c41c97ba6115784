package io.tallymark.campaign;

import io.tallymark.http.JsonFormat;
import io.tallymark.instrument.FoundLink;
import io.tallymark.instrument.Instrumenter;
import io.tallymark.instrument.Part;
import io.tallymark.instrument.Scan;
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
        pieces.add(JsonFormat.escaped(body.substring(copied)));
    }

    /** A part in which nothing differs. */
    static PartTemplate fixed(String body) {
        return new PartTemplate(body, new Scan(List.of(), java.util.OptionalInt.empty(), List.of()), List.of());
    }

    private int cut(String body, int copied, int start, int end, boolean isPixel) {
        pieces.add(JsonFormat.escaped(body.substring(copied, start)));
        slots.add(new Slot(isPixel, JsonFormat.escaped(body.substring(start, end))));
        return end;
    }

    /** All of an entry in a message's list of links but the address. */
    private static byte[] shownAs(Link link) {
        Part part = link.part();
        String entry = "{\"linkId\":\"" + Link.text(link.id()) + "\",\"part\":\"" + part + "\",\"target\":"
                + JsonFormat.write(link.target()) + ",\"url\":\"";
        return entry.getBytes(StandardCharsets.UTF_8);
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

    /** The whole as a JSON string, with an address for each of {@link #links()}; without addresses the links stay as they are. */
    void write(OutputStream out, List<String> urls, Optional<String> pixelUrl) throws IOException {
        out.write('"');
        int url = 0;
        for (int i = 0; i < slots.size(); i++) {
            out.write(pieces.get(i));
            Slot slot = slots.get(i);
            if (slot.isPixel()) {
                if (pixelUrl.isPresent()) {
                    out.write(JsonFormat.escaped(Instrumenter.pixel(pixelUrl.get())));
                }
            } else if (urls.isEmpty()) {
                out.write(slot.original());
            } else {
                writeAscii(out, urls.get(url++));
            }
        }
        out.write(pieces.get(slots.size()));
        out.write('"');
    }

    /** Entries of a message's list of links; {@code first} says whether the list is still empty. Returns whether it is now. */
    boolean writeLinks(OutputStream out, List<String> urls, boolean first) throws IOException {
        boolean empty = first;
        for (int i = 0; i < urls.size(); i++) {
            if (!empty) {
                out.write(',');
            }
            out.write(shown.get(i));
            writeAscii(out, urls.get(i));
            out.write('"');
            out.write('}');
            empty = false;
        }
        return empty;
    }

    private static void writeAscii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
