package io.tallymark.dashboard;

import io.tallymark.access.SignedIn;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import jakarta.servlet.http.HttpServletRequest;

/** Keeps no state for people who have not signed in, so that nobody can fill the memory with sessions. */
public class StrangersLeaveNothing implements PhaseListener {

    private static final long serialVersionUID = 1L;

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RESTORE_VIEW;
    }

    @Override
    public void beforePhase(PhaseEvent event) {
        // there is no view yet
    }

    /** Early, because PrimeFaces keeps its nonce in the session unless the view is known to have no state. */
    @Override
    public void afterPhase(PhaseEvent event) {
        UIViewRoot view = event.getFacesContext().getViewRoot();
        var request = (HttpServletRequest)
                event.getFacesContext().getExternalContext().getRequest();
        if (view != null && SignedIn.of(request).isEmpty()) {
            view.setTransient(true);
        }
    }
}
