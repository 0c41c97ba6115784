package io.tallymark.dashboard;

import io.tallymark.campaign.Campaigns;
import io.tallymark.report.Erasure;
import io.tallymark.report.Erasures;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.Optional;

/** Where an administrator erases a recipient: says what will go, asks for the recipient's id once more, says what is gone. */
@Named
@RequestScoped
public class ErasurePage {

    @Inject
    private Erasures erasures;

    @Inject
    private Campaigns campaigns;

    @Inject
    private Viewer viewer;

    @Inject
    private HttpServletRequest request;

    private String recipient;
    private String campaign;
    private String scope = "all";
    private String repeated;
    private Erasure erasure;

    @PostConstruct
    void load() {
        recipient = Optional.ofNullable(request.getParameter("recipient")).orElse("");
        campaign = Optional.ofNullable(request.getParameter("campaign")).orElse("");
    }

    /** Erases, if the id was entered as it is. */
    public void erase() throws SQLException {
        if (recipient.isEmpty() || !recipient.equals(repeated)) {
            Fields.wrong("erasure:repeated", viewer.text("erasure.differs"));
            return;
        }
        erasure = erasures.erase(recipient, Optional.of(campaign).filter(given -> scope.equals("campaign")));
    }

    public String getCampaignName() {
        return campaign.isEmpty() ? "" : campaigns.find(campaign).name();
    }

    public String getRecipient() {
        return recipient;
    }

    public String getCampaign() {
        return campaign;
    }

    /** What became of it; null before. */
    public Erasure getErasure() {
        return erasure;
    }

    public String getScope() {
        return scope;
    }

    public void setScope(String scope) {
        this.scope = scope;
    }

    public String getRepeated() {
        return repeated;
    }

    public void setRepeated(String repeated) {
        this.repeated = repeated;
    }
}
