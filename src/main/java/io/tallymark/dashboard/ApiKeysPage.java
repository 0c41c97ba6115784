package io.tallymark.dashboard;

import io.tallymark.access.ApiKey;
import io.tallymark.access.ApiKeys;
import io.tallymark.access.Right;
import io.tallymark.campaign.Ids;
import io.tallymark.http.Page;
import io.tallymark.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The keys of the API, the form that makes one, and the question before one is revoked. */
@Named
@RequestScoped
public class ApiKeysPage {

    private static final int SHOWN = 50;

    @Inject
    private ApiKeys keys;

    @Inject
    private HttpServletRequest request;

    private Page<ApiKey.View> page;
    private String name = "";
    private Right right = Right.SEND;
    private OneTime made;

    /** Makes the key and shows it. */
    public void create() {
        try {
            made = new OneTime(name.strip(), keys.create(name, right));
            name = "";
            page = null; // it was read before, to find out what was clicked
        } catch (Problem refused) {
            Notices.bad("api-keys.name-rule");
        }
    }

    /** Ends the key that was asked about. */
    public String revoke() {
        getAsked().ifPresent(key -> keys.revoke(key.id()));
        return "/dashboard/admin/api-keys.xhtml?faces-redirect=true&revoked=true";
    }

    /** The key that is to be revoked, if it is still valid. */
    public Optional<ApiKey.View> getAsked() {
        Optional<UUID> id = Optional.ofNullable(request.getParameter("revoke")).flatMap(Ids::parse);
        return id.flatMap(keys::find).filter(key -> key.revokedAt() == null);
    }

    private Page<ApiKey.View> page() {
        if (page == null) {
            page = keys.list(Page.Request.of(SHOWN, request.getParameter("cursor")));
        }
        return page;
    }

    public List<ApiKey.View> getRows() {
        return page().items();
    }

    public String getNext() {
        return page().next();
    }

    public List<Right> getRights() {
        return List.of(Right.values());
    }

    public OneTime getMade() {
        return made;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name == null ? "" : name;
    }

    public Right getRight() {
        return right;
    }

    public void setRight(Right right) {
        this.right = right;
    }
}
