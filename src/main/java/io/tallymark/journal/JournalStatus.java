package io.tallymark.journal;

import java.util.List;
import java.util.Optional;

/**
 * How a journal is; counts are since the start of the process.
 *
 * @param lost records that were refused or whose commit failed
 * @param failure why the last attempt to write failed; absent while all is well
 * @param bytes size of the file
 * @param setAside names of corrupted files that lie beside the journal
 * @param unreadable records that could not be decoded; they are still in the file
 */
public record JournalStatus(
        long stored,
        long lost,
        Optional<String> failure,
        long bytes,
        long lastPosition,
        long loadedPosition,
        List<String> setAside,
        long unreadable) {

    /** Records offered, whatever became of them. */
    public long accepted() {
        return stored + lost;
    }
}
