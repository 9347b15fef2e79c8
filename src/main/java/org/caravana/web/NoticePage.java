package org.caravana.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** {@code /notice}, ahead of the login and open to pages of other systems; the route {@code banner} answers. */
public final class NoticePage {
    private static final int BEFORE_LOGIN = -2;

    private NoticePage() {}

    /** Adds the page to the server; call it once Camel has started. */
    public static void install(CamelContext context) {
        int port = Integer.parseInt(context.resolvePropertyPlaceholders("{{camel.server.port}}"));
        ProducerTemplate producer = context.createProducerTemplate();
        VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port))
                .get("/notice")
                .order(BEFORE_LOGIN)
                .blockingHandler(request -> answer(producer, request), false);
    }

    private static void answer(ProducerTemplate producer, RoutingContext request) {
        HttpServerRequest asked = request.request();
        Exchange answer = producer.request("direct:banner", exchange -> {
            exchange.getMessage().setHeader("Accept", asked.getHeader("Accept"));
            exchange.getMessage().setHeader("Accept-Language", asked.getHeader("Accept-Language"));
        });
        HttpServerResponse response = request.response();
        if (answer.isFailed()) {
            response.setStatusCode(500).end();
            return;
        }
        response.putHeader("content-type", answer.getMessage().getHeader("Content-Type", String.class))
                .putHeader("access-control-allow-origin", "*")
                .putHeader("cache-control", "no-store")
                .putHeader("vary", "accept, accept-language")
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
                .end(answer.getMessage().getBody(String.class));
    }
}
