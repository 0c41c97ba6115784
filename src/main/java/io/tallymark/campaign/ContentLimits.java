package io.tallymark.campaign;

import io.tallymark.http.Problem;
import io.tallymark.instrument.FoundLink;
import io.tallymark.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** How much one message may hold, so that no single one takes the node's memory or fills the link table (C9). */
@ApplicationScoped
class ContentLimits {

    private static final String PART_SETTING = "tallymark.message.max-part-megabytes";
    private static final int MOST_BYTES_PER_CHARACTER = 3;

    @Inject
    private Settings settings;

    /** Refuses (413) HTML or text that is too long. */
    void check(Optional<String> html, Optional<String> text) {
        html.ifPresent(body -> check("html", body));
        text.ifPresent(body -> check("text", body));
    }

    private void check(String field, String body) {
        long limit = settings.limits().partBytes();
        boolean mayBeLonger = (long) body.length() * MOST_BYTES_PER_CHARACTER > limit;
        if (mayBeLonger && body.getBytes(StandardCharsets.UTF_8).length > limit) {
            throw partTooLarge(field);
        }
    }

    long partBytes() {
        return settings.limits().partBytes();
    }

    Problem partTooLarge(String field) {
        return Problem.tooLarge(field, settings.limits().partBytes(), PART_SETTING);
    }

    /** Refuses (422) a message with too many links. */
    void check(List<FoundLink> links) {
        int most = settings.limits().links();
        if (links.size() > most) {
            String field = links.get(0).part().toString();
            throw Problem.invalid(
                    field, "has " + links.size() + " links; the setting tallymark.message.max-links allows " + most);
        }
    }
}
