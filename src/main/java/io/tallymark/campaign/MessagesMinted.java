package io.tallymark.campaign;

import java.util.Collection;
import java.util.UUID;

/**
 * Told inside the transaction that mints messages of one snapshot.
 *
 * @param sent those that are no internal tests
 * @param internalTests the others
 * @param opensOff how many of {@code sent} have their opens not tracked
 * @param clicksOff likewise
 */
public record MessagesMinted(
        UUID campaignId, UUID snapshotId, int sent, int internalTests, int opensOff, int clicksOff) {

    static MessagesMinted of(Snapshot snapshot, Collection<Message> minted) {
        int internalTests = 0;
        int opensOff = 0;
        int clicksOff = 0;
        for (Message message : minted) {
            if (message.isInternalTest()) {
                internalTests++;
            } else {
                opensOff += message.opens() == Policy.OFF ? 1 : 0;
                clicksOff += message.clicks() == Policy.OFF ? 1 : 0;
            }
        }
        return new MessagesMinted(
                snapshot.campaignId(),
                snapshot.id(),
                minted.size() - internalTests,
                internalTests,
                opensOff,
                clicksOff);
    }
}
