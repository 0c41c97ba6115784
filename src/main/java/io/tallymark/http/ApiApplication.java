package io.tallymark.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The REST API; its resources are found by their annotations. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {

    /** Jersey would make a relative Location absolute from the Host header, which anyone can send (H6); others ignore the name. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.headers.location.relative.resolution.disabled", true);
    }
}
