package io.tallymark.report;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A recount of all campaigns, as callers see it.
 *
 * @param status {@code RUNNING} or {@code DONE}
 * @param campaigns counted so far
 * @param campaignsInAll that there were when it started
 * @param percent how far it is
 * @param differences numbers that differ from the recount, or rows that are only on one side; 0 is what there should be
 * @param details the first differences, in words
 * @param endedAt null while it runs
 */
public record Verification(
        UUID id,
        String status,
        int campaigns,
        int campaignsInAll,
        int percent,
        long differences,
        List<String> details,
        String startedBy,
        Instant startedAt,
        Instant endedAt) {}
