package io.tallymark.dashboard;

import io.tallymark.classify.Rule;
import io.tallymark.classify.RuleSets;
import io.tallymark.http.Page;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rules in their order, and the versions that there were. */
@Named
@RequestScoped
public class ClassificationPage {

    private static final int SHOWN = 20;

    @Inject
    private RuleSets ruleSets;

    private String version;
    private List<Rule> rules;
    private List<RuleSets.Version> versions;

    @PostConstruct
    void load() {
        try {
            var inForce = ruleSets.inForce();
            version = inForce.version();
            rules = inForce.rules();
            versions =
                    ruleSets.history(new Page.Request(SHOWN, Optional.empty())).items();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String getVersion() {
        return version;
    }

    public List<Rule> getRules() {
        return rules;
    }

    public List<RuleSets.Version> getVersions() {
        return versions;
    }
}
