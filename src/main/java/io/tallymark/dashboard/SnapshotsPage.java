package io.tallymark.dashboard;

import io.tallymark.campaign.Campaign;
import io.tallymark.campaign.Campaigns;
import io.tallymark.campaign.Snapshot;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** The versions of what a campaign sent, latest first. */
@Named
@RequestScoped
public class SnapshotsPage {

    private static final int SHOWN = 200;

    @Inject
    private Campaigns campaigns;

    @Inject
    private HttpServletRequest request;

    private Campaign.View campaign;
    private List<Snapshot.Version> versions;

    @PostConstruct
    void load() {
        campaign = campaigns.find(
                Optional.ofNullable(request.getParameter("campaign")).orElse(""));
        // one more, so that the last one shown has a version before it
        versions = campaigns.versions(campaign.id(), SHOWN + 1);
    }

    public Campaign.View getCampaign() {
        return campaign;
    }

    public List<Snapshot.Version> getVersions() {
        return versions.subList(0, Math.min(SHOWN, versions.size()));
    }

    public boolean isCut() {
        return versions.size() > SHOWN;
    }

    /** The version before this one; null for the first. */
    public Snapshot.Version before(Snapshot.Version version) {
        int at = versions.indexOf(version) + 1;
        return at < versions.size() ? versions.get(at) : null;
    }
}
