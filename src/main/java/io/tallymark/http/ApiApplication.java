package io.tallymark.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST API; its resources are found by their annotations. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {}
