package io.tallymark.event;

import com.github.f4b6a3.uuid.UuidCreator;
import inet.ipaddr.IPAddress;
import io.tallymark.campaign.Ids;
import io.tallymark.campaign.Link;
import io.tallymark.http.ClientAddress;
import io.tallymark.http.JsonFields;
import io.tallymark.journal.JournalRecord;
import io.tallymark.journal.KeptHeaders;
import io.tallymark.token.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** One line of an import, read and checked as far as that goes without the database. */
record ImportLine(int number, EventWriter.Raw event) {

    private static final int LONGEST_ID = 200;
    private static final int LONGEST_TEXT = 100_000;
    /** Clocks of other systems run a little ahead. */
    private static final int FUTURE_SECONDS = 300;

    /**
     * Reads a line; throws {@link io.tallymark.http.Problem} with what is wrong.
     *
     * @param repeat text that is the same when the same request is sent again; gives lines without {@code importId} their id
     */
    static ImportLine read(int number, byte[] json, Optional<String> repeat, Instant now) {
        JsonFields fields = JsonFields.parse(json);
        Optional<UUID> message = Ids.parse(fields.text("messageId", LONGEST_ID));
        if (message.isEmpty()) {
            fields.error("messageId", "is not the id of a message");
        }
        Optional<Kind> kind = fields.choice("kind", Kind.class);
        if (kind.isEmpty()) {
            fields.error("kind", "must be OPEN or CLICK");
        }
        Optional<Instant> at = fields.time("occurredAt");
        if (at.isEmpty() || at.get().isAfter(now.plusSeconds(FUTURE_SECONDS))) {
            fields.error("occurredAt", "must be a time in the past");
        }
        long link = kind.equals(Optional.of(Kind.CLICK)) ? linkId(fields) : 0;
        String method = fields.optionalText("method", 20).orElse("GET");
        String userAgent = KeptHeaders.userAgent(
                fields.optionalText("userAgent", LONGEST_TEXT).orElse(null));
        String address = address(fields);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(fields.texts("headers", LONGEST_TEXT));
        Optional<String> importId = fields.optionalText("importId", LONGEST_ID);
        fields.check();
        UUID id = importId.map(given -> named("import " + given))
                .or(() -> repeat.map(request -> named("request " + request + " line " + number)))
                .orElseGet(UuidCreator::getTimeOrderedEpochFast);
        JournalRecord request = new JournalRecord(
                id,
                kind.orElseThrow(),
                message.orElseThrow(),
                link,
                at.orElseThrow(),
                method,
                userAgent,
                address,
                KeptHeaders.of(headers::get));
        return new ImportLine(number, new EventWriter.Raw(request, importId.orElse(null)));
    }

    private static UUID named(String name) {
        return UuidCreator.getNameBasedSha1(name);
    }

    private static long linkId(JsonFields fields) {
        String raw = fields.text("linkId", LONGEST_ID);
        try {
            return Link.id(raw);
        } catch (IllegalArgumentException e) {
            fields.error("linkId", "is not the id of a link");
            return 0;
        }
    }

    private static String address(JsonFields fields) {
        String raw = fields.optionalText("ip", 60).orElse("");
        Optional<IPAddress> parsed = ClientAddress.parse(raw);
        if (!raw.isEmpty() && parsed.isEmpty()) {
            fields.error("ip", "is not an IPv4 or IPv6 address");
        }
        return parsed.map(IPAddress::toCanonicalString).orElse("");
    }
}
