package org.caravana.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSenderAware;
import org.apache.camel.spi.ManagementMBeanAssembler;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.apache.camel.support.management.MBeanInfoAssembler;
import org.apache.camel.support.management.MixinRequiredModelMBean;
import org.apache.camel.support.management.NotificationSenderAdapter;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Makes what JMX shows of routes and their steps, as Camel does, but describes each kind of them once.
 *
 * <p>Camel describes each of the thousand beans anew, which was a fifth of the service's start ({@code bench/start-up}).
 */
public final class ManagedBeans extends ServiceSupport implements ManagementMBeanAssembler {
    private final Map<Class<?>, ModelMBeanInfo> described = new ConcurrentHashMap<>();
    private final CamelContext context;
    private final MBeanInfoAssembler descriptions;
    private final DefaultManagementMBeanAssembler others;

    private ManagedBeans(CamelContext context) {
        this.context = context;
        this.descriptions = new MBeanInfoAssembler(context);
        this.others = new DefaultManagementMBeanAssembler(context);
    }

    /** Before the context is initialised. */
    public static void install(CamelContext context) {
        context.getCamelContextExtension().setManagementMBeanAssembler(new ManagedBeans(context));
    }

    @Override
    public ModelMBean assemble(MBeanServer server, Object managed, ObjectName name) throws JMException {
        ModelMBeanInfo info = describesItself(managed) ? null : info(managed, name);
        return info == null ? others.assemble(server, managed, name) : bean(info, managed);
    }

    /** Such a component adds attributes of its own to those of its kind. */
    private static boolean describesItself(Object managed) {
        return managed instanceof ManagedInstance wrapper
                && wrapper.getInstance() != null
                && wrapper.getInstance().getClass().isAnnotationPresent(ManagedResource.class);
    }

    private ModelMBeanInfo info(Object managed, ObjectName name) throws JMException {
        ModelMBeanInfo known = described.get(managed.getClass());
        if (known == null) {
            known = descriptions.getMBeanInfo(context, managed, null, name.toString());
            if (known != null) {
                described.put(managed.getClass(), known);
            }
        }
        return known;
    }

    private ModelMBean bean(ModelMBeanInfo info, Object managed) throws JMException {
        boolean mask = Boolean.TRUE.equals(
                context.getManagementStrategy().getManagementAgent().getMask());
        MixinRequiredModelMBean bean = new MixinRequiredModelMBean(info, mask, null, null);
        try {
            bean.setManagedResource(managed, "ObjectReference");
        } catch (InvalidTargetObjectTypeException e) {
            throw new JMException(e.getMessage());
        }
        if (managed instanceof NotificationSenderAware sender) {
            sender.setNotificationSender(new NotificationSenderAdapter(bean));
        }
        return bean;
    }

    @Override
    protected void doInit() {
        ServiceHelper.initService(descriptions, others);
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(descriptions, others);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(descriptions, others);
        described.clear();
    }
}
