package org.caravana.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class ManagedBeansTest {
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    @Test
    void everyBeanShowsWhatCamelsOwnWould() throws Exception {
        Map<String, String> own = shown(false);
        Map<String, String> ours = shown(true);

        assertThat(own).hasSizeGreaterThan(20);
        assertThat(ours).isEqualTo(own);
    }

    @Test
    void figuresAreThoseOfTheirOwnBean() throws Exception {
        try (DefaultCamelContext context = context(true)) {
            context.createProducerTemplate().sendBody("direct:a", "once");
            assertThat(exchanges("a")).isEqualTo(1L);
            assertThat(exchanges("b")).isEqualTo(0L);
        }
    }

    private Object exchanges(String route) throws Exception {
        ObjectName name = new ObjectName("org.apache.camel:context=managed-beans,type=routes,name=\"" + route + "\"");
        return beans.getAttribute(name, "ExchangesTotal");
    }

    /** Attributes and operations of every bean, by its name. */
    private Map<String, String> shown(boolean ours) throws Exception {
        Map<String, String> shown = new TreeMap<>();
        try (DefaultCamelContext context = context(ours)) {
            for (ObjectName name : beans.queryNames(new ObjectName("org.apache.camel:context=managed-beans,*"), null)) {
                MBeanInfo info = beans.getMBeanInfo(name);
                // threads and services are numbered
                shown.merge(
                        name.getKeyProperty("type") + " " + info.getClassName(),
                        info.getDescription() + features(info),
                        (one, other) -> one.compareTo(other) < 0 ? one : other);
            }
        }
        return shown;
    }

    private static String features(MBeanInfo info) {
        return new TreeSet<>(Stream.of(info.getAttributes(), info.getOperations(), info.getNotifications())
                        .flatMap(Arrays::stream)
                        .map(MBeanFeatureInfo::toString)
                        .toList())
                .toString();
    }

    private static DefaultCamelContext context(boolean ours) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getCamelContextExtension().setName("managed-beans");
        if (ours) {
            ManagedBeans.install(context);
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a")
                        .routeId("a")
                        .choice()
                        .when(body().isNull())
                        .to("log:a")
                        .otherwise()
                        .to("seda:c");
                from("direct:b").routeId("b").split(body()).delay(0).to("log:b");
                from("seda:c").routeId("c").to("mock:c");
                from("timer:d?repeatCount=0").routeId("d").throttle(5).to("log:d");
            }
        });
        context.start();
        return context;
    }
}
