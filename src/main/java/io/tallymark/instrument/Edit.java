package io.tallymark.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One replacement in a message; what is inserted is ASCII and needs no escaping in any quoting style (I5). */
record Edit(int start, int end, String replacement) {

    /** More than one edit adds, about. */
    private static final int INSERTED_CHARACTERS = 200;

    /** The edits that {@code urls} and the pixel ask for, in the order of the document. */
    static List<Edit> of(Scan scan, List<Optional<String>> urls, Optional<String> pixelUrl) {
        List<Edit> edits = new ArrayList<>(urls.size() + 1);
        int pixelAt = pixelUrl.isPresent() ? scan.pixel().orElse(-1) : -1;
        for (int i = 0; i < urls.size(); i++) {
            FoundLink link = scan.links().get(i);
            if (pixelAt >= 0 && pixelAt <= link.start()) {
                edits.add(new Edit(pixelAt, pixelAt, Instrumenter.pixel(pixelUrl.get())));
                pixelAt = -1;
            }
            if (urls.get(i).isPresent()) {
                edits.add(new Edit(link.start(), link.end(), urls.get(i).get()));
            }
        }
        if (pixelAt >= 0) {
            edits.add(new Edit(pixelAt, pixelAt, Instrumenter.pixel(pixelUrl.get())));
        }
        return edits;
    }

    /** The text with these edits, which are in order and do not overlap. */
    static String applied(String text, List<Edit> edits) {
        StringBuilder out = new StringBuilder(text.length() + edits.size() * INSERTED_CHARACTERS);
        int copied = 0;
        for (Edit edit : edits) {
            out.append(text, copied, edit.start()).append(edit.replacement());
            copied = edit.end();
        }
        return out.append(text, copied, text.length()).toString();
    }
}
