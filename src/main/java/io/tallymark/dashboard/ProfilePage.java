package io.tallymark.dashboard;

import io.tallymark.access.SignedIn;
import io.tallymark.access.Theme;
import io.tallymark.access.User;
import io.tallymark.access.Users;
import io.tallymark.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person prefers. */
@Named
@RequestScoped
public class ProfilePage {

    @Inject
    private SignedIn signedIn;

    @Inject
    private Users users;

    @Inject
    private Settings settings;

    private String language;
    private String zone;
    private Theme theme;

    @PostConstruct
    void load() {
        User.View user = signedIn.user();
        language = user.language().map(Locale::getLanguage).orElse("");
        zone = user.timeZone().map(ZoneId::getId).orElse("");
        theme = user.theme();
    }

    /** Keeps it; the page is shown afresh, in the new look. */
    public String save() {
        String name = signedIn.user().name();
        users.preferLanguage(
                name,
                Optional.ofNullable(language).filter(tag -> !tag.isEmpty()).map(Locale::forLanguageTag));
        users.preferTimeZone(
                name,
                Optional.ofNullable(zone).filter(id -> getZones().contains(id)).map(ZoneId::of));
        users.preferTheme(name, theme);
        return "/dashboard/profile.xhtml?faces-redirect=true&saved=true";
    }

    /** Places, as people know zones; the server's other names are left out. */
    public List<String> getZones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*")
                        || id.equals("UTC"))
                .sorted()
                .toList();
    }

    public String getDefaultZone() {
        return settings.dashboard().timeZone().getId();
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        this.zone = zone;
    }

    public Theme getTheme() {
        return theme;
    }

    public void setTheme(Theme theme) {
        this.theme = theme;
    }
}
