package io.tallymark.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Hands the settings of the running server to everyone who asks, and stops the start if one is bad. */
@ApplicationScoped
public class SettingsSource {

    private static final Logger LOG = System.getLogger("tallymark");

    private Settings settings;

    /** The settings of this server, read afresh; for the places the container makes itself, which cannot inject. */
    public static Settings read() {
        Config config = ConfigProvider.getConfig();
        return Settings.read(name -> config.getOptionalValue(name, String.class));
    }

    void start(@Observes @jakarta.annotation.Priority(1) @Initialized(ApplicationScoped.class) Object started) {
        settings();
    }

    @Produces
    @Singleton
    synchronized Settings settings() {
        if (settings == null) {
            Config config = ConfigProvider.getConfig();
            SettingReader reader = new SettingReader(name -> config.getOptionalValue(name, String.class));
            try {
                settings = Settings.read(reader);
            } catch (BadSettingException e) {
                LOG.log(Level.ERROR, "Tallymark does not start. {0}", e.getMessage());
                throw e;
            }
            reader.unknown(config.getPropertyNames())
                    .forEach(name -> LOG.log(Level.WARNING, "There is no setting named {0}: is it misspelt?", name));
        }
        return settings;
    }
}
