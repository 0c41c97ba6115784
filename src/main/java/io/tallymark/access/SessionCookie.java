package io.tallymark.access;

import io.tallymark.settings.SettingsSource;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;

/** Gives the session's cookie its flags: never for scripts, not sent along from other sites, over TLS only where there is TLS. */
@WebListener
public class SessionCookie implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
        cookie.setName("TALLYMARK_SESSION");
        cookie.setHttpOnly(true);
        cookie.setSecure(SettingsSource.read().baseUrl().startsWith("https:"));
        cookie.setAttribute("SameSite", "Lax");
    }
}
