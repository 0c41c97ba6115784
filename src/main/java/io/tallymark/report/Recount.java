package io.tallymark.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts a campaign again from raw events and verdicts and says where tallies differ (R6). Each check is one statement: the recount
 * and, negative, what is stored; whatever does not add up to zero is a difference.
 */
final class Recount {

    private static final int MOST_TOLD = 20;

    /** Raw events with their verdicts. */
    private static final String RAW = "select m.id as message_id, m.campaign_id, m.snapshot_id, m.recipient,"
            + " e.id as event_id, e.kind, e.link_id, e.occurred_at, v.class, " + Provider.sql() + " as provider"
            + " from message m join event e on e.message_id = m.id join verdict v on v.event_id = e.id"
            + " where m.campaign_id = ?";

    private static final String TALLIED = "select m.id as message_id, m.campaign_id, m.snapshot_id, m.recipient,"
            + " t.event_id, t.kind, t.link_id, t.occurred_at, t.class, t.provider"
            + " from message m join tallied_event t on t.message_id = m.id where m.campaign_id = ?";

    /** Those that were forgotten count as they were counted. */
    private static final String ALL =
            RAW + " union all " + TALLIED + " and not exists (select 1 from event e where e.id = t.event_id)";

    private static final String SCOPED = "(select case n when 0 then campaign_id else snapshot_id end as scope,"
            + " case n when 2 then link_id else 0 end as link_id, recipient, kind, class, provider, occurred_at"
            + " from (" + ALL + ") b join (values (0), (1), (2)) as s(n) on s.n < 2 or b.link_id <> 0) x";

    private static final String COUNTED =
            Counts.COLUMNS.stream().map(Recount::counted).collect(Collectors.joining(", "));

    private static final String QUARTER = "cast(floor(extract(epoch from occurred_at) / 900) as integer)";
    private static final String OF_CAMPAIGN =
            " (scope = ? or scope in (select id from snapshot where campaign_id = ?))";

    private static final String STANDING = "select scope, link_id, case when open_human > 0 then 1 else 0 end as oh,"
            + " case when open_human = 0 and open_proxy > 0 then 1 else 0 end as op,"
            + " case when open_human + open_proxy + open_scanner + open_duplicate + open_undecided > 0 then 1 else 0 end as oa,"
            + " case when click_human > 0 then 1 else 0 end as ch,"
            + " case when click_human + click_proxy + click_scanner + click_duplicate + click_undecided > 0 then 1 else 0 end as ca,"
            + " case when click_human > 0 and open_human + open_proxy = 0 then 1 else 0 end as wo"
            + " from (select scope, link_id, recipient, " + COUNTED + " from " + SCOPED
            + " group by scope, link_id, recipient) r";

    private final Connection connection;
    private final UUID campaign;
    private final Instant keptSince;
    private final List<String> differences = new ArrayList<>();
    private long found;

    /** @param keptSince events from before that may be forgotten */
    Recount(Connection connection, UUID campaign, Instant keptSince) {
        this.connection = connection;
        this.campaign = campaign;
        this.keptSince = keptSince;
    }

    /** What differs: how many numbers, and the first of them in words. */
    record Result(long found, List<String> differences) {}

    Result run() throws SQLException {
        events();
        check(
                "sent",
                List.of("snapshot_id"),
                List.of("sent", "internal_tests", "opens_off", "clicks_off"),
                sent(),
                "sent_tally where campaign_id = ?");
        check(
                "scope",
                List.of("scope", "link_id"),
                Counts.COLUMNS,
                "select scope, link_id, " + COUNTED + " from " + SCOPED + " group by scope, link_id",
                "scope_tally where" + OF_CAMPAIGN);
        check(
                "quarter",
                List.of("scope", "quarter"),
                Counts.COLUMNS,
                "select scope, quarter, " + COUNTED + " from (select scope, " + QUARTER
                        + " as quarter, kind, class, provider from " + SCOPED
                        + " where link_id = 0) q group by scope, quarter",
                "quarter_tally where" + OF_CAMPAIGN);
        check(
                "recipient",
                List.of("scope", "link_id", "recipient"),
                Stream.concat(Counts.COLUMNS.stream(), Stream.of("standing")).toList(),
                "select r.*, case when open_human + open_proxy > 0 then 1 else 0 end + case when click_human > 0 then 2 else 0 end as standing"
                        + " from (select scope, link_id, recipient, " + COUNTED + " from " + SCOPED
                        + " group by scope, link_id, recipient) r",
                "recipient_tally where" + OF_CAMPAIGN);
        check(
                "unique",
                List.of("scope", "link_id"),
                Uniques.COLUMNS,
                "select scope, link_id, sum(oh) as oh, sum(op) as op, sum(oa) as oa, sum(ch) as ch, sum(ca) as ca, sum(wo) as wo from ("
                        + STANDING + ") u group by scope, link_id",
                "scope_tally where" + OF_CAMPAIGN);
        messages();
        spans();
        return new Result(found, differences);
    }

    private static String sent() {
        return "select snapshot_id, sum(case when internal_test then 0 else 1 end) as sent, sum(case when internal_test then 1 else 0 end) as internal_tests,"
                + " sum(case when not internal_test and opens = 'OFF' then 1 else 0 end) as opens_off,"
                + " sum(case when not internal_test and clicks = 'OFF' then 1 else 0 end) as clicks_off"
                + " from message where campaign_id = ? group by snapshot_id";
    }

    private static String counted(String column) {
        int cut = column.indexOf('_');
        String kind = column.substring(0, cut).toUpperCase(java.util.Locale.ROOT);
        String what = column.substring(cut + 1).toUpperCase(java.util.Locale.ROOT);
        boolean provider = what.equals("GMAIL") || what.equals("APPLE");
        return "sum(case when kind = '" + kind + "' and " + (provider ? "provider" : "class") + " = '" + what
                + "' then 1 else 0 end) as " + column;
    }

    /** Every event that has a verdict is counted under it, and nothing else is, but for what was forgotten. */
    private void events() throws SQLException {
        String columns = "event_id, message_id, kind, link_id, occurred_at, class, provider";
        look(
                "event",
                "select " + columns + ", sum(n) from (select " + columns + ", 1 as n from (" + RAW
                        + ") r union all select "
                        + columns + ", -1 from (" + TALLIED
                        + " and (t.occurred_at >= ? or exists (select 1 from event e where e.id = t.event_id))) t) d group by "
                        + columns + " having sum(n) <> 0",
                true);
    }

    private void messages() throws SQLException {
        List<String> columns = new ArrayList<>(List.of("message_id", "campaign_id", "snapshot_id"));
        List<String> recounted = new ArrayList<>(columns);
        for (String kind : List.of("open", "click")) {
            for (String human : List.of("", "human_")) {
                String where = " then %s end)".replace("%s", "occurred_at");
                String when = "case when kind = '" + kind.toUpperCase(java.util.Locale.ROOT) + "'"
                        + (human.isEmpty() ? "" : " and class = 'HUMAN'");
                columns.add(kind + "_" + human + "count");
                recounted.add("count(" + when + where + " as " + kind + "_" + human + "count");
                columns.add(kind + "_" + human + "first");
                recounted.add("min(" + when + where + " as " + kind + "_" + human + "first");
                columns.add(kind + "_" + human + "last");
                recounted.add("max(" + when + where + " as " + kind + "_" + human + "last");
            }
        }
        columns.add("last_human");
        recounted.add("max(case when class = 'HUMAN' then occurred_at end) as last_human");
        sameRows(
                "message",
                columns,
                "select " + String.join(", ", recounted) + " from (" + ALL
                        + ") b group by message_id, campaign_id, snapshot_id",
                "message_tally where campaign_id = ?");
    }

    private void spans() throws SQLException {
        sameRows(
                "span",
                List.of("scope", "first_at", "last_at"),
                "select scope, min(occurred_at) as first_at, max(occurred_at) as last_at from " + SCOPED
                        + " where link_id = 0 group by scope",
                "(select scope, min(first_at) as first_at, max(last_at) as last_at from scope_tally where link_id = 0 and"
                        + OF_CAMPAIGN + " group by scope having max(last_at) is not null) s");
    }

    /** Rows that are only on one side. */
    private void sameRows(String what, List<String> columns, String recount, String stored) throws SQLException {
        String all = String.join(", ", columns);
        look(
                what,
                "select " + all + ", sum(n) from (select c.*, 1 as n from (" + recount + ") c union all select " + all
                        + ", -1 from " + stored + ") d (" + all + ", n) group by " + all + " having sum(n) <> 0",
                false);
    }

    /** Numbers that differ for a key. */
    private void check(String what, List<String> keys, List<String> numbers, String recount, String stored)
            throws SQLException {
        String key = String.join(", ", keys);
        String negative = numbers.stream().map(column -> "-" + column).collect(Collectors.joining(", "));
        String sums = numbers.stream().map(column -> "sum(" + column + ")").collect(Collectors.joining(", "));
        String having =
                numbers.stream().map(column -> "sum(" + column + ") <> 0").collect(Collectors.joining(" or "));
        look(
                what,
                "select " + key + ", " + sums + " from (" + recount + " union all select " + key + ", " + negative
                        + " from " + stored + ") d (" + key + ", " + String.join(", ", numbers) + ") group by " + key
                        + " having " + having,
                false);
    }

    private void look(String what, String sql, boolean withTime) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int parameters =
                    (int) sql.chars().filter(character -> character == '?').count();
            for (int i = 1; i <= parameters; i++) {
                select.setObject(i, campaign);
            }
            if (withTime) {
                Sql.time(select, parameters, keptSince);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found++;
                    if (differences.size() < MOST_TOLD) {
                        differences.add(what + ": " + told(row));
                    }
                }
            }
        }
    }

    private static String told(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        List<String> parts = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String value = row.getString(i);
            if (value != null && !value.equals("0")) {
                parts.add(columns.getColumnLabel(i) + " " + value);
            }
        }
        return String.join(", ", parts);
    }
}
