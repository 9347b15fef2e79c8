package org.caravana.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Gives a restored name its own extended attributes, time, owner, mode, ACL and the system's attributes, in this order:
 * a mode may forbid what is before it, and a change of owner takes set-id bits and capabilities away.
 */
final class Metadata implements Closeable {
    // beyond this a Java 17 time, counted in nanoseconds, overflows
    private static final long LAST_NANOSECOND = Long.MAX_VALUE / 1_000_000_000;

    private final Shell shell = new Shell();
    private final NativeTimes times = new NativeTimes();
    private final ExtendedAttributes attributes = new ExtendedAttributes();
    private final Ownership ownership;
    private final Shortfalls shortfalls;

    Metadata(Path destination, Shortfalls shortfalls) throws IOException {
        this.ownership = new Ownership(destination);
        this.shortfalls = shortfalls;
    }

    Shell shell() {
        return shell;
    }

    /** May this process make devices and give files away? */
    boolean privileged() {
        return ownership.mayGive();
    }

    void apply(Path path, TarEntry entry) {
        entry.attributes().forEach((key, value) -> userAttribute(path, entry, key, value));
        shortfalls.attempt(entry, "time", () -> time(path, entry));
        owner(path, entry);
        if (entry.type() != '2') {
            shortfalls.attempt(entry, "mode", () -> Files.setAttribute(path, "unix:mode", mode(entry)));
        }
        entry.attributes().forEach((key, value) -> otherAttribute(path, entry, key, value));
    }

    /**
     * The same for a file that is open, in fewer calls, if it has no attributes.
     *
     * @return whether all was done
     */
    boolean apply(int file, TarEntry entry) {
        return entry.attributes().isEmpty()
                && ownership.give(file, entry)
                && NativeOwners.mode(file, mode(entry))
                && times.set(file, entry.mtime());
    }

    /** Set-id bits only where the owner is the one that they were given for. */
    private int mode(TarEntry entry) {
        boolean another = !ownership.mayGive() && ownership.differs(entry);
        return another && entry.type() != '5' ? entry.mode() & 01777 : entry.mode();
    }

    private void userAttribute(Path path, TarEntry entry, String key, byte[] value) {
        if (key.startsWith(ExtendedAttributes.PREFIX + ExtendedAttributes.USER)) {
            String name = ExtendedAttributes.attribute(key);
            shortfalls.attempt(entry, "extended attribute " + name, () -> attributes.write(path, name, value));
        }
    }

    private void otherAttribute(Path path, TarEntry entry, String key, byte[] value) {
        String acl = ExtendedAttributes.acl(key);
        if (acl != null) {
            shortfalls.attempt(entry, "ACL", () -> attributes.writeAcl(path, acl, value));
        } else if (key.equals(ExtendedAttributes.LABEL) || key.startsWith(ExtendedAttributes.PREFIX)) {
            systemAttribute(path, entry, ExtendedAttributes.attribute(key), value);
        } else {
            shortfalls.add(entry, "attribute " + key + ": not supported");
        }
    }

    private void systemAttribute(Path path, TarEntry entry, String name, byte[] value) {
        if (name.startsWith(ExtendedAttributes.USER)) {
            return;
        }
        if (ownership.mayGive()) {
            shortfalls.attempt(entry, "extended attribute " + name, () -> attributes.write(path, name, value));
        } else {
            shortfalls.addOnce(
                    entry,
                    "namespaces",
                    "extended attribute " + name + ": only root can set it; this and others like it are left out");
        }
    }

    private void owner(Path path, TarEntry entry) {
        if (ownership.mayGive()) {
            shortfalls.attempt(entry, "owner " + entry.uid() + ":" + entry.gid(), () -> ownership.give(path, entry));
        } else if (ownership.differs(entry)) {
            shortfalls.addOnce(
                    entry,
                    "owners",
                    "owners: only root can give files away; this and others belong to who restored them");
        }
    }

    private void time(Path path, TarEntry entry) throws IOException {
        if (times.set(ByteName.absolute(path), entry.mtime())) {
            return;
        }
        if (javaSetsIt(entry.type(), entry.mtime())) {
            Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(FileTime.from(entry.mtime()), null, null);
        } else {
            String time =
                    TarHeader.time(entry.mtime().getEpochSecond(), entry.mtime().getNano());
            shell.run("touch -c -h -m -d @" + time + " --", ByteName.absolute(path));
        }
    }

    /**
     * Java 17 opens what it sets the time of (a FIFO would block, a device would act), knows microseconds of symbolic
     * links, and turns fractions of seconds before 1970 into 1970.
     */
    private static boolean javaSetsIt(char type, Instant time) {
        return switch (type) {
            case '0', '5' ->
                (time.getEpochSecond() >= 0 || time.getNano() == 0)
                        && Math.abs(time.getEpochSecond()) < LAST_NANOSECOND;
            case '2' ->
                time.getNano() % 1000 == 0
                        && Math.abs(time.getEpochSecond()) < LAST_NANOSECOND
                        && (time.getEpochSecond() >= 0 || time.getNano() == 0);
            default -> false;
        };
    }

    /** Makes what Java has no call for. */
    void makeSpecial(Path path, TarEntry entry) throws IOException {
        byte[] name = ByteName.absolute(path);
        switch (entry.type()) {
            case '2' -> shell.run("ln -s --", entry.link(), name);
            case '6' -> shell.run("mkfifo -m 600 --", name);
            default ->
                shell.run(
                        "mknod -m 600 --",
                        name,
                        word(entry.type() == '3' ? "c" : "b"),
                        word(Long.toString(entry.major())),
                        word(Long.toString(entry.minor())));
        }
    }

    private static byte[] word(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        shell.close();
    }
}
