package io.tallymark.dashboard;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.EditableValueHolder;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;

/** Says at a field of the page what is wrong with it. */
final class Fields {

    private Fields() {}

    /** Marks the field with this client id, if it is one, and shows the text beside it. */
    static void wrong(String clientId, String text) {
        FacesContext faces = FacesContext.getCurrentInstance();
        UIComponent field = faces.getViewRoot().findComponent(":" + clientId);
        if (field instanceof EditableValueHolder input) {
            input.setValid(false);
        }
        faces.addMessage(clientId, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
        faces.validationFailed();
    }
}
