package org.caravana.web;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** The Hawtio console's static pages at {@code /hawtio}; it finds Jolokia beside it. */
public final class HawtioConsole {

    private static final String POLICY = "default-src 'self'; script-src 'self' 'unsafe-eval' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; "
            + "frame-ancestors 'none'; form-action 'self'; base-uri 'self'";

    private HawtioConsole() {}

    /** Adds the console to the server that {@link WebProperties} set up; call it once Camel has started. */
    public static void install(CamelContext context) {
        int port = Integer.parseInt(context.resolvePropertyPlaceholders("{{camel.server.port}}"));
        install(VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port)));
    }

    private static void install(VertxPlatformHttpRouter router) {
        String index = "/hawtio/index.html";
        // Ahead of Camel's own routes, which were added first.
        router.route().order(-1).handler(HawtioConsole::harden);
        answer(router.get("/hawtio/user"), "\"public\"");
        answer(router.get("/hawtio/plugin"), "[]");
        router.getWithRegex("/hawtio").handler(request -> request.redirect("/hawtio/"));
        router.get("/hawtio/*").handler(StaticHandler.create("hawtio-static").setIndexPage("index.html"));
        router.get("/hawtio/*").handler(request -> {
            if (request.normalizedPath().equals(index)) {
                request.fail(404);
            } else {
                request.reroute(index);
            }
        });
    }

    private static void answer(Route route, String json) {
        route.handler(request ->
                request.response().putHeader("content-type", "application/json").end(json));
    }

    /** A page of another site in the same browser, which knows the login, gets nothing. */
    private static void harden(RoutingContext request) {
        if ("cross-site".equals(request.request().getHeader("sec-fetch-site"))) {
            request.response().setStatusCode(403).end();
            return;
        }
        request.response()
                .putHeader("content-security-policy", POLICY)
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "same-origin");
        request.next();
    }
}
