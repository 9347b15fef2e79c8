package org.caravana.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.caravana.config.Settings;

/** The Camel properties of the one HTTP server that shows health, metrics, Jolokia and the console. */
public final class WebProperties {
    private WebProperties() {}

    /**
     * What to hand to Camel's {@code Main} before it starts. Server and management share one host and port, so that
     * nothing else listens; every path asks for the login.
     *
     * @param data where the login is kept, see {@link Login}
     * @param token what the command line logs in with, as the user {@code control}
     * @throws IOException if the login cannot be written
     */
    public static Map<String, String> of(Settings.Web web, Path data, String token) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        String port =
                Integer.toString(web.port() == 0 ? FreePort.of(web.host()) : FreePort.require(web.host(), web.port()));
        Path login = Login.write(web, data, token);
        server(properties, "camel.server.", web.host(), port, login);
        server(properties, "camel.management.", web.host(), port, login);
        properties.put("camel.management.healthCheckEnabled", "true");
        properties.put("camel.management.healthPath", "/observe/health");
        properties.put("camel.management.jolokiaEnabled", "true");
        properties.put("camel.management.jolokiaPath", "/jolokia");
        properties.put("camel.management.metricsEnabled", "true");
        properties.put("camel.metrics.enabled", "true");
        properties.put("camel.metrics.path", "/observe/metrics");
        properties.put("camel.metrics.binders", "jvm-memory,jvm-thread,jvm-gc,processor,uptime");
        properties.put("camel.health.enabled", "true");
        // the message of what is DOWN, to whoever has the login
        properties.put("camel.health.exposureLevel", "full");
        return properties;
    }

    /**
     * The same for a command, which answers other commands while it works, on any free port, and nobody else: no health,
     * no metrics, no console.
     */
    public static Map<String, String> control(Settings.Web web, Path data, String token) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        String port = Integer.toString(FreePort.of(web.host()));
        server(properties, "camel.server.", web.host(), port, Login.write(web, data, token));
        return properties;
    }

    private static void server(Map<String, String> properties, String server, String host, String port, Path login) {
        properties.put(server + "enabled", "true");
        properties.put(server + "host", host);
        properties.put(server + "port", port);
        properties.put(server + "authenticationEnabled", "true");
        properties.put(server + "authenticationPath", "/");
        properties.put(server + "authenticationRealm", "caravana");
        properties.put(server + "basicPropertiesFile", login.toString());
    }
}
