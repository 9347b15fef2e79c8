package org.caravana.repository;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/**
 * Memory outside of the heap that is given back as soon as nobody needs it. Java gives it back when its heap is next
 * collected whole, and a service whose heap is hardly filled would keep the buffers of several nights until then.
 */
public final class DirectMemory {
    /** {@code null} on a Java that has no such method; then it is left to the collector. */
    private static final MethodHandle FREE = cleaner();

    private DirectMemory() {}

    /** @param bytes how many */
    public static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes);
    }

    /** @param buffer from {@link #allocate}, not a view of one; neither it nor any view may be touched from now on */
    public static void free(ByteBuffer buffer) {
        if (FREE == null) {
            return;
        }
        try {
            FREE.invokeExact(buffer);
        } catch (Throwable e) {
            throw new IllegalArgumentException("not a buffer that can be freed", e);
        }
    }

    private static MethodHandle cleaner() {
        try {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field instance = unsafe.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            MethodType type = MethodType.methodType(void.class, ByteBuffer.class);
            return MethodHandles.lookup()
                    .findVirtual(unsafe, "invokeCleaner", type)
                    .bindTo(instance.get(null));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
