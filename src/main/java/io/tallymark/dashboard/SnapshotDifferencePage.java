package io.tallymark.dashboard;

import io.tallymark.campaign.Campaigns;
import io.tallymark.campaign.Snapshot;
import io.tallymark.campaign.Snapshots;
import io.tallymark.report.SnapshotDifference;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What differs from one version to another. */
@Named
@RequestScoped
public class SnapshotDifferencePage {

    /** Of each version; personal messages can add any number to the end. */
    private static final int COMPARED = 2_000;

    @Inject
    private Snapshots snapshots;

    @Inject
    private Campaigns campaigns;

    @Inject
    private HttpServletRequest request;

    private Snapshot.View first;
    private Snapshot.View second;
    private SnapshotDifference difference;

    @PostConstruct
    void load() {
        first = snapshots.find(parameter("a"), COMPARED);
        second = snapshots.find(parameter("b"), COMPARED);
        difference = SnapshotDifference.of(first, second);
    }

    private String parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    public Snapshot.View getFirst() {
        return first;
    }

    public Snapshot.View getSecond() {
        return second;
    }

    public SnapshotDifference getDifference() {
        return difference;
    }

    public String getFirstCampaign() {
        return campaigns.find(first.campaignId().toString()).name();
    }

    public String getSecondCampaign() {
        return campaigns.find(second.campaignId().toString()).name();
    }

    public boolean isSame() {
        return difference.fields().isEmpty()
                && !difference.htmlChanged()
                && !difference.textChanged()
                && !isWithLinks();
    }

    public boolean isWithLinks() {
        return !difference.linksAdded().isEmpty()
                || !difference.linksRemoved().isEmpty()
                || !difference.linksChanged().isEmpty();
    }

    /** Whether one of them has more links than are compared. */
    public boolean isCut() {
        return first.links().size() == COMPARED || second.links().size() == COMPARED;
    }

    public int getCompared() {
        return COMPARED;
    }
}
