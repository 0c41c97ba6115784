package io.tallymark.dashboard;

import io.tallymark.campaign.Link;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** What was found in a campaign that is being made by hand. */
@Named
@RequestScoped
public class DraftFindings {

    private static final int SHOWN_LINKS = 200;

    @Inject
    private CampaignDraft draft;

    public List<Link.View> getLinks() {
        List<Link.View> links = draft.getFound().preview().links();
        return links.subList(0, Math.min(SHOWN_LINKS, links.size()));
    }

    public long getTracked() {
        return draft.getFound().preview().links().stream()
                .filter(Link.View::tracked)
                .count();
    }

    public int getLinksNotShown() {
        return draft.getFound().preview().links().size() - getLinks().size();
    }

    /** Whether opens will be seen: only HTML can hold a pixel, and only in a message that may be touched. */
    public boolean isPixel() {
        return draft.getFound().preview().untouched() == null
                && (draft.message().html().isPresent() || draft.message().raw().isPresent());
    }
}
