package org.caravana.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.caravana.config.Settings;

/** A directory on a file system of its own, which can be full or write-protected where the test may mount one. */
final class FaultyDirectory implements FaultyPlace {
    private final Path home;
    private final Path root;
    private final boolean mounted;
    private volatile Fault fault;

    FaultyDirectory(Path home) throws Exception {
        this.home = home;
        root = Files.createDirectories(home.resolve("disk"));
        mounted = mount("size=100m");
    }

    private boolean mount(String options) throws Exception {
        if (!System.getProperty("user.name").equals("root") || !Tool.isThere("mount")) {
            return false;
        }
        try {
            Tool.run(home, List.of("mount", "-t", "tmpfs", "-o", options, "caravana-test", root.toString()));
            return true;
        } catch (AssertionError e) {
            // a container may not
            return false;
        }
    }

    @Override
    public Settings.Target target() {
        return Targets.target(FaultContract.NAME, "directory", "path", root.toString());
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public Set<Fault> faults() {
        return mounted
                ? EnumSet.complementOf(EnumSet.of(
                        Fault.HANG,
                        Fault.LISTS_TOO_LITTLE,
                        Fault.LISTING_BREAKS_OFF,
                        Fault.SUMS_BREAK_OFF,
                        Fault.REPLACED_ASIDE_ONLY))
                : EnumSet.of(Fault.SHORT_WRITE, Fault.ALTERED);
    }

    @Override
    public void strike(Fault struck) throws Exception {
        switch (struck) {
            case FULL_DISK -> remount("size=300k");
            case DELETE_REFUSED, OVERWRITE_REFUSED -> remount("ro");
            default -> fault = struck;
        }
    }

    @Override
    public void heal() throws Exception {
        fault = null;
        if (mounted) {
            remount("rw,size=100m");
        }
    }

    private void remount(String options) throws Exception {
        Tool.run(home, List.of("mount", "-o", "remount," + options, root.toString()));
    }

    @Override
    public void wasPut(String object) {
        try (FileChannel file =
                FileChannel.open(root.resolve(object), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (fault == Fault.SHORT_WRITE) {
                file.truncate(file.size() / 2);
            } else if (fault == Fault.ALTERED) {
                ByteBuffer first = ByteBuffer.allocate(1);
                file.read(first, 0);
                file.write(ByteBuffer.wrap(new byte[] {(byte) (first.get(0) ^ 1)}), 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        if (mounted) {
            Tool.run(home, List.of("umount", "-l", root.toString()));
        }
    }
}
