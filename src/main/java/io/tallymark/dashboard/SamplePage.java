package io.tallymark.dashboard;

import io.tallymark.access.SignedIn;
import io.tallymark.http.Problem;
import io.tallymark.sample.SampleData;
import io.tallymark.sample.SampleState;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Where sample data are asked for and taken away again; every page asks it whether there are any. */
@Named
@RequestScoped
public class SamplePage {

    private static final String PAGE = "/dashboard/admin/sample.xhtml?faces-redirect=true";

    @Inject
    private SampleData samples;

    @Inject
    private SignedIn signedIn;

    private SampleState state;

    @PostConstruct
    void load() {
        state = samples.state();
    }

    public String make() {
        refuseAnalysts();
        samples.make(signedIn.getName());
        return PAGE;
    }

    public String remove() {
        refuseAnalysts();
        samples.remove(signedIn.getName());
        return PAGE + "&removed=true";
    }

    private void refuseAnalysts() {
        if (!signedIn.isAdministrator()) {
            throw Problem.forbidden("Only administrators make and remove sample data");
        }
    }

    public SampleState getState() {
        return state;
    }
}
