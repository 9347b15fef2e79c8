package org.caravana.notice;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What whoever looks with JMX can see of Camel. */
final class Jmx {
    private Jmx() {}

    static String everything() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        StringBuilder all = new StringBuilder();
        for (ObjectName name : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            String[] attributes = Arrays.stream(beans.getMBeanInfo(name).getAttributes())
                    .map(MBeanAttributeInfo::getName)
                    .toArray(String[]::new);
            all.append(name).append(beans.getAttributes(name, attributes)).append('\n');
            if ("context".equals(name.getKeyProperty("type"))) {
                all.append(beans.invoke(
                        name, "dumpRoutesAsXml", new Object[] {true}, new String[] {boolean.class.getName()}));
            }
        }
        return all.toString();
    }
}
