package io.tallymark.campaign;

import io.tallymark.instrument.FoundLink;
import io.tallymark.instrument.Instrumenter;
import io.tallymark.instrument.LinkPolicy;
import io.tallymark.instrument.Scan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found in the HTML and the plain text of a message.
 *
 * @param text absent also when links in plain text are not wanted
 */
record BodyScan(Optional<Scan> html, Optional<Scan> text) {

    static final BodyScan NOTHING = new BodyScan(Optional.empty(), Optional.empty());

    static BodyScan of(Optional<String> html, Optional<String> text, boolean textLinks, LinkPolicy policy) {
        return new BodyScan(
                html.map(body -> Instrumenter.scanHtml(body, policy)),
                text.filter(body -> textLinks).map(body -> Instrumenter.scanText(body, policy)));
    }

    /** Those of the HTML, then those of the text. */
    List<FoundLink> links() {
        return Stream.of(html, text)
                .flatMap(Optional::stream)
                .flatMap(scan -> scan.links().stream())
                .toList();
    }

    List<String> warnings() {
        return html.map(Scan::warnings).orElse(List.of());
    }
}
