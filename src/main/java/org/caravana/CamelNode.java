package org.caravana;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Problem;
import org.caravana.config.Settings;
import org.caravana.retention.RetentionReport;
import org.caravana.target.TargetRoutes;
import org.caravana.web.ManagedBeans;

/**
 * Caravana's routes in a running Camel context.
 *
 * <p>Three roles share one set of route files: the service runs all of them; a command leaves out the plans' timers; a
 * look at the targets and at what they hold needs only these.
 */
final class CamelNode implements AutoCloseable {

    /** Which of the routes run. */
    enum Role {
        SERVICE(List.of("**")),
        COMMAND(List.of("job/**", "copy/**", "targets/**", "notices/**", "control/**", "errors/**")),
        PLACES(List.of(
                "targets/**",
                "restore/**",
                "errors/called.camel.yaml",
                "errors/ask-again.camel.yaml",
                "job/explain-retention.camel.yaml"));

        private final List<String> folders;

        Role(List<String> folders) {
            this.folders = folders;
        }

        /** Folders that are not there are left out: Camel would not start for them. */
        String pattern(Path routes) {
            return folders.stream()
                    .filter(folder -> Files.exists(routes.resolve(folder.replace("**", ""))))
                    .map(folder -> "file:" + routes + "/" + (folder.endsWith("**") ? folder + "/*.camel.yaml" : folder))
                    .collect(Collectors.joining(","));
        }
    }

    private final Main main = new Main();
    private ProducerTemplate producer;

    /**
     * @param settings whose targets get their routes
     * @param properties what {@code {{…}}} in the routes stands for
     */
    CamelNode(Role role, Path routes, Settings settings, Map<String, String> properties) {
        Properties overrides = new Properties();
        overrides.putAll(properties);
        overrides.put("camel.main.name", "caravana");
        overrides.put("camel.main.routesIncludePattern", role.pattern(routes));
        // bodies are files or short lists: caching streams would hold whole packs in memory
        overrides.put("camel.main.streamCachingEnabled", "false");
        overrides.putIfAbsent("camel.main.shutdownTimeout", "30");
        // a consumer that waits for work is asked to stop only so often, one after another; Camel's own is a second
        overrides.putIfAbsent("camel.component.seda.defaultPollTimeout", "100");
        if (role != Role.SERVICE) {
            // nobody watches a command
            overrides.putIfAbsent("camel.main.jmxEnabled", "false");
        }
        main.setOverrideProperties(overrides);
        main.addMainListener(new Targets(settings, role));
    }

    /** Builds all that the service would start, starts nothing, and throws what is wrong with it. */
    static void rehearse(Setup setup, Map<String, Object> beans) {
        Map<String, String> properties = new TreeMap<>(setup.placeholders());
        properties.put("camel.main.autoStartup", "false");
        properties.put("camel.main.jmxEnabled", "false");
        CamelNode node = new CamelNode(Role.SERVICE, setup.routes(), setup.settings(), properties).bind(beans);
        node.main.addOverrideProperty("camel.main.name", "caravana-rehearsal");
        try {
            node.start();
        } finally {
            node.close();
        }
    }

    /** Gives every target its routes before the context starts, so that no timer finds them missing. */
    private static final class Targets extends MainListenerSupport {
        private final Settings settings;
        private final Role role;

        Targets(Settings settings, Role role) {
            this.settings = settings;
            this.role = role;
        }

        @Override
        public void beforeInitialize(BaseMainSupport main) {
            if (role == Role.SERVICE) {
                ManagedBeans.install(main.getCamelContext());
            }
        }

        @Override
        public void beforeConfigure(BaseMainSupport main) {
            attempt(() -> TargetRoutes.bindBeans(main.getCamelContext()));
        }

        @Override
        public void afterConfigure(BaseMainSupport main) {
            for (Settings.Target target : settings.targets().values()) {
                attempt(() -> TargetRoutes.instantiate(main.getCamelContext(), target, settings.zone()));
            }
            requireRules(new RouteRules(main.getCamelContext()));
        }

        private void requireRules(RouteRules rules) {
            List<Problem> problems = new ArrayList<>(rules.errorHandling());
            if (role == Role.SERVICE) {
                problems.addAll(rules.plans(settings.plans().values()));
            }
            if (!problems.isEmpty()) {
                throw new InvalidSettingsException(problems);
            }
        }

        private interface Step {
            void run() throws Exception;
        }

        private static void attempt(Step step) {
            try {
                step.run();
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
        }
    }

    /** Adds what the routes call by name, or Camel finds by its type; before the start. */
    CamelNode bind(Map<String, Object> beans) {
        beans.forEach(main::bind);
        return this;
    }

    /** Reads the route files, for which it takes none of what they call. */
    CamelNode read() {
        return orRefuse(main::init);
    }

    /** Starts the routes, which it reads first if that was not done. */
    CamelNode start() {
        orRefuse(main::start);
        producer = main.getCamelContext().createProducerTemplate();
        return this;
    }

    private CamelNode orRefuse(Runnable step) {
        try {
            step.run();
            return this;
        } catch (RuntimeException e) {
            close();
            throw Refusal.of(e);
        }
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    ProducerTemplate producer() {
        return producer;
    }

    /** What is to become of every cycle of a plan, at each of its places. */
    @SuppressWarnings("unchecked")
    List<RetentionReport> retention(String plan) {
        return producer.requestBody("direct:explain-retention", plan, List.class);
    }

    @Override
    public void close() {
        main.stop();
    }
}
