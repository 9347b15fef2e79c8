import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A plain JMX client: {@code java Jmx.java PID run PLAN | cancel JOB | get ATTRIBUTE}. */
class Jmx {
    public static void main(String[] words) throws Exception {
        var machine = com.sun.tools.attach.VirtualMachine.attach(words[0]);
        String address = machine.startLocalManagementAgent();
        machine.detach();
        ObjectName jobs = new ObjectName("org.caravana:type=Jobs");
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address), Map.of())) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            Object answer = switch (words[1]) {
                case "run" -> server.invoke(jobs, "run", new Object[] {words[2]}, new String[] {"java.lang.String"});
                case "cancel" -> server.invoke(jobs, "cancel", new Object[] {Long.valueOf(words[2])}, new String[] {"long"});
                default -> server.getAttribute(jobs, words[2]);
            };
            System.out.println(answer);
        }
    }
}
