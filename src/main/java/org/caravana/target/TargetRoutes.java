package org.caravana.target;

import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Problem;
import org.caravana.config.Settings;

/**
 * Makes the routes {@code put-NAME}, {@code get-NAME}, {@code list-NAME} and {@code delete-NAME} of a target from the
 * templates of its kind.
 */
public final class TargetRoutes {
    private static final List<String> VERBS = List.of("put", "get", "list", "delete");

    private TargetRoutes() {}

    /** Binds the beans that the templates name; once, before the routes are loaded. */
    public static void bindBeans(CamelContext context) throws Exception {
        bindBeans(context, Clock.systemUTC());
    }

    /** The same. @param clock what the targets' clocks are compared with */
    static void bindBeans(CamelContext context, Clock clock) throws Exception {
        IdleConnections idle = new IdleConnections(System::nanoTime);
        context.addComponent("sftp", new SftpPlaces(idle, System::nanoTime));
        RemoteFiles remoteFiles = new RemoteFiles(context, idle);
        context.addService(new ClosedWithContext(remoteFiles));
        context.getRegistry().bind("remoteFiles", remoteFiles);
        context.getRegistry().bind("s3Objects", new S3Objects());
        context.getRegistry().bind("lines", new TargetLines());
        context.getRegistry().bind("localFiles", new LocalFiles());
        context.getRegistry().bind("failures", new Failures());
        context.getRegistry().bind("probes", new WriteProbes(context, clock));
        context.getRegistry().bind("holdings", new TargetHoldings(context));
    }

    /**
     * Adds a target's routes. Its secrets are bound as beans {@code secret-target-NAME-KEY}; a template gets a
     * parameter KEY that refers to the bean, and only where the secret is set, so that it can write {@code {{?KEY}}}.
     *
     * @param zone of the office's working hours
     * @throws InvalidSettingsException if a template is missing
     */
    public static void instantiate(CamelContext context, Settings.Target target, ZoneId zone) throws Exception {
        ModelCamelContext model = (ModelCamelContext) context;
        for (String verb : VERBS) {
            if (model.getRouteTemplateDefinition(target.type() + "-" + verb) == null) {
                throw missingTemplate(target, verb);
            }
        }
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("target", target.name());
        target.secrets().forEach((key, secret) -> {
            String bean = "secret-target-" + target.name() + "-" + key;
            context.getRegistry().bind(bean, secret.value());
            parameters.put(key, "#bean:" + bean);
        });
        context.getRegistry().findSingleByType(WriteProbes.class).add(target);
        TargetLine line = TargetLine.of(target, Clock.systemUTC(), zone);
        context.getRegistry().findSingleByType(TargetLines.class).add(target.name(), line);
        context.getRegistry().bind("line-" + target.name(), new SshLine(line));
        S3Clients.bind(context, target, line);
        for (String verb : VERBS) {
            model.addRouteFromTemplate(verb + "-" + target.name(), target.type() + "-" + verb, parameters);
        }
    }

    private static InvalidSettingsException missingTemplate(Settings.Target target, String verb) {
        return new InvalidSettingsException(List.of(new Problem(
                "target." + target.name() + ".type",
                "there is no route template " + target.type() + "-" + verb,
                "set a type that has a file in routes/targets, or add " + target.type() + ".camel.yaml there")));
    }
}
