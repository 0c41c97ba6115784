package io.tallymark.dashboard;

import io.tallymark.access.SignedIn;
import io.tallymark.campaign.Campaigns;
import io.tallymark.campaign.Ids;
import io.tallymark.report.Verification;
import io.tallymark.report.Verifications;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where a recount is started and seen. */
@Named
@RequestScoped
public class VerificationPage {

    private static final int SHOWN = 20;

    @Inject
    private Verifications verifications;

    @Inject
    private Campaigns campaigns;

    @Inject
    private SignedIn signedIn;

    @Inject
    private HttpServletRequest request;

    private List<Verification> latest;
    private Verification shown;
    private List<Difference> differences;
    private Map<UUID, String> names;

    @PostConstruct
    void load() {
        try {
            latest = verifications.latest(SHOWN);
            String id = Optional.ofNullable(request.getParameter("id")).orElse("");
            shown = id.isEmpty() ? latest.stream().findFirst().orElse(null) : verifications.find(id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        differences = shown == null
                ? List.of()
                : shown.details().stream().map(Difference::read).toList();
        names = campaigns.names(differences.stream()
                .map(difference -> Ids.parse(difference.campaign()))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet()));
    }

    public String start() throws SQLException {
        return "/dashboard/admin/verification.xhtml?faces-redirect=true&id="
                + verifications.start(signedIn.getName()).id();
    }

    public boolean isRunning() {
        return shown != null && shown.status().equals("RUNNING");
    }

    public Verification getShown() {
        return shown;
    }

    public List<Difference> getDifferences() {
        return differences;
    }

    /** The name of a campaign, or its id if it is not there any more. */
    public String nameOf(Difference difference) {
        return Ids.parse(difference.campaign()).map(names::get).orElse(difference.campaign());
    }

    public List<Verification> getLatest() {
        return latest;
    }
}
