package io.tallymark.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the address of a campaign's page asks for; empty where it says nothing (U2).
 *
 * @param snapshot one of the campaign's
 * @param bucket hour or day
 * @param from first day of the timeline
 * @param to last day of the timeline
 */
public record CampaignAddress(String id, String snapshot, String bucket, String zone, String from, String to) {

    static CampaignAddress of(HttpServletRequest request) {
        return new CampaignAddress(
                parameter(request, "id"),
                parameter(request, "snapshot"),
                parameter(request, "bucket"),
                parameter(request, "zone"),
                parameter(request, "from"),
                parameter(request, "to"));
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("").strip();
    }

    Optional<String> wantedSnapshot() {
        return Optional.of(snapshot).filter(given -> !given.isEmpty());
    }

    String wantedBucket() {
        return bucket.isEmpty() ? "day" : bucket;
    }

    String wantedZone(ZoneId otherwise) {
        return zone.isEmpty() ? otherwise.getId() : zone;
    }

    /** All of it as a query. */
    public String query() {
        return query(id, snapshot, bucket, zone, from, to);
    }

    /** Campaign and snapshot alone. */
    public String subject() {
        return query(id, snapshot, "", "", "", "");
    }

    private static String query(String... values) {
        String[] names = {"id", "snapshot", "bucket", "zone", "from", "to"};
        List<String> given = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            if (!values[i].isEmpty()) {
                given.add(names[i] + "=" + URLEncoder.encode(values[i], StandardCharsets.UTF_8));
            }
        }
        return String.join("&", given);
    }
}
