package io.tallymark.dashboard;

import io.tallymark.access.SignIn;
import io.tallymark.access.Users;
import io.tallymark.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Where a person changes their own password. */
@Named
@RequestScoped
public class PasswordPage {

    @Inject
    private SignIn signIn;

    @Inject
    private HttpServletRequest request;

    @Inject
    private Viewer viewer;

    private String current = "";
    private String wanted = "";
    private String again = "";

    /** Changes it and goes on, or says what is wrong. */
    public String change() {
        if (!wanted.equals(again)) {
            return refused("password.differ");
        }
        if (wanted.equals(current)) {
            return refused("password.same");
        }
        try {
            SignIn.Answer answer = signIn.changePassword(request, current, wanted);
            return switch (answer) {
                case SIGNED_IN -> "/dashboard/profile.xhtml?faces-redirect=true&changed=true";
                case REFUSED -> refused("password.wrong");
                case BUSY -> refused("sign-in.busy");
                case UNAVAILABLE -> refused("sign-in.unavailable");
            };
        } catch (Problem weak) {
            return refused("password.weak", Users.SHORTEST_PASSWORD);
        }
    }

    private String refused(String key, Object... values) {
        FacesContext.getCurrentInstance()
                .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, viewer.text(key, values), null));
        return null;
    }

    public String getCurrent() {
        return current;
    }

    public void setCurrent(String current) {
        this.current = current == null ? "" : current;
    }

    public String getWanted() {
        return wanted;
    }

    public void setWanted(String wanted) {
        this.wanted = wanted == null ? "" : wanted;
    }

    public String getAgain() {
        return again;
    }

    public void setAgain(String again) {
        this.again = again == null ? "" : again;
    }
}
