package io.tallymark.dashboard;

import io.tallymark.access.SignedIn;
import io.tallymark.campaign.Campaign;
import io.tallymark.campaign.Campaigns;
import io.tallymark.classify.ClassificationRun;
import io.tallymark.classify.ClassificationRun.Status;
import io.tallymark.classify.ClassificationRuns;
import io.tallymark.classify.RuleSets;
import io.tallymark.http.Page;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where history is decided again: first to see what would change, then for real. */
@Named
@RequestScoped
public class RunsPage {

    private static final int SHOWN = 20;
    private static final int CHOICES = 200;

    @Inject
    private ClassificationRuns runs;

    @Inject
    private Campaigns campaigns;

    @Inject
    private RuleSets ruleSets;

    @Inject
    private SignedIn signedIn;

    @Inject
    private HttpServletRequest request;

    private String campaign;
    private ClassificationRun.View run;
    private ChangeMatrix matrix;
    private Page<ClassificationRun.View> earlier;
    private Map<UUID, String> names;

    @PostConstruct
    void load() {
        campaign = parameter("campaign").orElse("");
        earlier = runs.list(Page.Request.of(SHOWN, request.getParameter("cursor")));
        run = parameter("id").map(runs::find).orElse(null);
        matrix = run == null ? null : new ChangeMatrix(run.changed());
        names = campaigns.names(Stream.concat(earlier.items().stream(), Stream.ofNullable(run))
                .map(ClassificationRun.View::campaignId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    }

    private Optional<String> parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isBlank());
    }

    /** Looks what would change. */
    public String preview() throws SQLException {
        return started(Optional.ofNullable(campaign).filter(id -> !id.isEmpty()), true);
    }

    /** Does what the preview on the screen has shown. */
    public String apply() throws SQLException {
        return isApplicable() ? started(Optional.ofNullable(run.campaignId()).map(UUID::toString), false) : null;
    }

    private String started(Optional<String> scope, boolean dryRun) throws SQLException {
        return at(runs.start(scope, dryRun, signedIn.getName()));
    }

    public String stop() {
        return at(runs.stop(run.id().toString()));
    }

    private static String at(ClassificationRun.View shown) {
        return "/dashboard/admin/runs.xhtml?faces-redirect=true&id=" + shown.id();
    }

    /** Whether the run on the screen is a finished preview that found changes under the rules in force. */
    public boolean isApplicable() throws SQLException {
        return run.dryRun() && run.status() == Status.DONE && matrix.getTotal() > 0 && !isSuperseded();
    }

    /** Whether other rules are in force than those of the run on the screen. */
    public boolean isSuperseded() throws SQLException {
        return !ruleSets.inForce().version().equals(run.ruleset());
    }

    public boolean isRunning() {
        return run != null && run.status() == Status.RUNNING;
    }

    /** What a run is about; null for everything. */
    public String nameOf(ClassificationRun.View each) {
        return names.get(each.campaignId());
    }

    public long changesOf(ClassificationRun.View each) {
        return new ChangeMatrix(each.changed()).getTotal();
    }

    /** The latest campaigns; a run over another is started from that campaign's page. */
    public List<Campaign.View> getCampaigns() {
        return campaigns.list(new Page.Request(CHOICES, Optional.empty())).items();
    }

    public String getCampaign() {
        return campaign;
    }

    public void setCampaign(String campaign) {
        this.campaign = campaign;
    }

    public ClassificationRun.View getRun() {
        return run;
    }

    public ChangeMatrix getMatrix() {
        return matrix;
    }

    public Page<ClassificationRun.View> getEarlier() {
        return earlier;
    }
}
