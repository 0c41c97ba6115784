package io.tallymark.classify;

import io.tallymark.campaign.Message;
import java.util.Set;

/**
 * A rule set in force, with the operator's own recipients as the hashes by which messages can be compared.
 *
 * @param addresses hashes of single own recipients
 * @param domains hashes of domains all of whose recipients are own
 */
record ActiveRules(RuleSet ruleSet, Set<String> addresses, Set<String> domains) {

    Timeline.Recipient recipient(Message.Facts facts) {
        if (facts.internalTest()) {
            return Timeline.Recipient.MARKED_AS_TEST;
        }
        boolean own = addresses.contains(facts.addressHash()) || domains.contains(facts.domainHash());
        return own ? Timeline.Recipient.OWN : Timeline.Recipient.OUTSIDE;
    }
}
