package io.tallymark.dashboard;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;

/** What a page says at its top after something was done, or was not. */
final class Notices {

    private Notices() {}

    static void good(String key, Object... values) {
        add(FacesMessage.SEVERITY_INFO, key, values);
    }

    static void bad(String key, Object... values) {
        add(FacesMessage.SEVERITY_ERROR, key, values);
    }

    private static void add(FacesMessage.Severity severity, String key, Object... values) {
        String text = CDI.current().select(Viewer.class).get().text(key, values);
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, text, null));
    }
}
