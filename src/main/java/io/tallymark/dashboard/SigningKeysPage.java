package io.tallymark.dashboard;

import io.tallymark.campaign.SigningKeyUse;
import io.tallymark.campaign.SigningKeyUse.Count;
import io.tallymark.campaign.SigningKeyUse.Key;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The signing keys, and what depends on them. */
@Named
@RequestScoped
public class SigningKeysPage {

    /** @param count null while it is not known */
    public record Row(Key key, Count count) {

        /** Whether links are dead because this key is missing here. */
        public boolean isMissed() {
            return !key.valid() && count != null && count.all() > 0;
        }
    }

    @Inject
    private SigningKeyUse use;

    private List<Row> rows;
    private boolean counting;

    @PostConstruct
    void load() {
        Optional<Map<Integer, Count>> counts = use.counts();
        counting = counts.isEmpty();
        try {
            rows = use.keys().stream()
                    .map(key -> new Row(
                            key,
                            counts.map(known -> known.getOrDefault(key.id(), new Count(0, 0)))
                                    .orElse(null)))
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Row> getRows() {
        return rows;
    }

    /** Whether messages are being counted now. */
    public boolean isCounting() {
        return counting;
    }

    public boolean isFromSettings() {
        return use.isFromSettings();
    }
}
