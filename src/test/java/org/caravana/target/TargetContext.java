package org.caravana.target;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.caravana.config.Settings;
import org.caravana.repository.ObjectStore.StoredObject;

/** The real routes of some targets, in a Camel context of their own. */
final class TargetContext implements AutoCloseable {
    private static final Map<String, String> RETRIES = Map.of(
            "retry.blip-tries", "1",
            "retry.blip-millis", "1",
            "retry.copy-every", "PT0S",
            "retry.refused-every", "PT0S");
    private static final List<String> ROUTES = List.of(
            "routes/errors/called.camel.yaml",
            "routes/errors/short-blips.camel.yaml",
            "routes/errors/ask-again.camel.yaml",
            "routes/errors/retry-later.camel.yaml",
            "routes/restore/fetch-object.camel.yaml",
            "routes/targets/sftp.camel.yaml",
            "routes/targets/s3.camel.yaml",
            "routes/targets/directory.camel.yaml");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate send;
    private final Map<String, Settings.Target> targets;

    TargetContext(Settings.Target... targets) throws Exception {
        this(Map.of(), List.of(), targets);
    }

    /** @param beans further beans by name; @param files further routes */
    TargetContext(Map<String, Object> beans, List<String> files, Settings.Target... targets) throws Exception {
        this.targets = Arrays.stream(targets).collect(Collectors.toMap(Settings.Target::name, Function.identity()));
        Properties properties = new Properties();
        properties.putAll(RETRIES);
        for (Settings.Target target : targets) {
            target.properties().forEach((key, value) -> properties.put("target." + target.name() + "." + key, value));
        }
        context.getPropertiesComponent().setInitialProperties(properties);
        context.setStreamCaching(false);
        TargetRoutes.bindBeans(context, (Clock) beans.getOrDefault("wallClock", Clock.systemUTC()));
        context.getRegistry().bind("disks", new RemovableDisks(this.targets));
        beans.values().stream()
                .filter(RoutePolicyFactory.class::isInstance)
                .forEach(policy -> context.addRoutePolicyFactory((RoutePolicyFactory) policy));
        beans.forEach(context.getRegistry()::bind);
        List<String> all = new ArrayList<>(ROUTES);
        all.addAll(files);
        for (String file : all) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
        }
        for (Settings.Target target : targets) {
            TargetRoutes.instantiate(context, target, ZoneOffset.UTC);
        }
        context.start();
        send = context.createProducerTemplate();
    }

    CamelContext camel() {
        return context;
    }

    Map<String, Object> put(String target, String object, Path file, String sha256) {
        Exchange sent = send.request("direct:put-" + target, exchange -> {
            exchange.getIn().setBody(file.toFile(), File.class);
            exchange.getIn().setHeader(TargetHeaders.OBJECT, object);
            exchange.getIn().setHeader(TargetHeaders.SHA256, sha256);
            exchange.getIn().setHeader(TargetHeaders.SIZE, file.toFile().length());
        });
        if (sent.getException() != null) {
            throw new CamelExecutionException("put failed", sent, sent.getException());
        }
        return sent.getMessage().getHeaders();
    }

    WriteProbe.Findings probe(String target, Clock ours) throws IOException {
        return new WriteProbe(targets.get(target), send, ours).ask();
    }

    void get(String target, String object, Path into) {
        send.requestBodyAndHeaders(
                "direct:get-" + target,
                null,
                Map.of(TargetHeaders.OBJECT, object, TargetHeaders.INTO, into.toString()));
    }

    @SuppressWarnings("unchecked")
    List<StoredObject> list(String target, String folder) {
        return send.requestBodyAndHeader("direct:list-" + target, null, TargetHeaders.FOLDER, folder, List.class);
    }

    void delete(String target, String object) {
        send.requestBodyAndHeader("direct:delete-" + target, null, TargetHeaders.OBJECT, object);
    }

    @Override
    public void close() throws IOException {
        context.close();
    }
}
