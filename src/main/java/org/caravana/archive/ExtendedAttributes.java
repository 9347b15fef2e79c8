package org.caravana.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Extended attributes and ACLs as pax records in the form of GNU tar and star.
 *
 * <p>Where the system's own calls cannot be reached, only the attributes of the {@code user} namespace are seen.
 */
final class ExtendedAttributes {
    static final String PREFIX = "SCHILY.xattr.";
    static final String USER = "user.";
    /** GNU tar's record of an SELinux label. */
    static final String LABEL = "RHT.security.selinux";

    private static final String LABEL_NAME = "security.selinux";
    private static final Map<String, String> ACLS = Map.of(
            "system.posix_acl_access", "SCHILY.acl.access",
            "system.posix_acl_default", "SCHILY.acl.default");

    private final NativeAttributes calls = NativeAttributes.available() ? new NativeAttributes() : null;
    private final PosixAcl acls = new PosixAcl();

    /**
     * The records of a file; empty where there are none or the file system has no such thing.
     *
     * @throws IOException if it has some that cannot be read
     */
    Map<String, byte[]> read(Place place) throws IOException {
        return calls == null ? onlyUser(place.path()) : all(place.where());
    }

    private Map<String, byte[]> all(byte[] name) throws IOException {
        Map<String, byte[]> records = Map.of();
        for (byte[] attribute : calls.list(name)) {
            byte[] value = calls.get(name, attribute);
            if (value != null) {
                records = records.isEmpty() ? new TreeMap<>() : records;
                record(records, attribute, value);
            }
        }
        return records;
    }

    private void record(Map<String, byte[]> records, byte[] attribute, byte[] value) throws IOException {
        String name = new String(attribute, StandardCharsets.UTF_8);
        if (!Arrays.equals(name.getBytes(StandardCharsets.UTF_8), attribute)) {
            throw new IOException("the attribute " + ByteName.display(attribute) + " has a name that is no UTF-8");
        }
        if (ACLS.containsKey(name)) {
            records.put(ACLS.get(name), acls.text(value));
        } else {
            records.put(name.equals(LABEL_NAME) ? LABEL : PREFIX + encode(name), value);
        }
    }

    /** A pax record's key ends at the equals sign; GNU tar writes it so. */
    private static String encode(String name) {
        return name.replace("%", "%25").replace("=", "%3D");
    }

    /** The attribute of a record {@link #PREFIX}… or {@link #LABEL}. */
    static String attribute(String key) {
        return key.equals(LABEL)
                ? LABEL_NAME
                : key.substring(PREFIX.length()).replace("%3D", "=").replace("%25", "%");
    }

    /** The attribute of an ACL's record, or {@code null}. */
    static String acl(String key) {
        return ACLS.entrySet().stream()
                .filter(e -> e.getValue().equals(key))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, byte[]> onlyUser(Path path) throws IOException {
        UserDefinedFileAttributeView view = view(path);
        if (view == null || Files.isSymbolicLink(path)) {
            return Map.of();
        }
        Map<String, byte[]> records = new TreeMap<>();
        try {
            for (String name : view.list()) {
                ByteBuffer value = ByteBuffer.allocate(view.size(name));
                view.read(name, value);
                records.put(PREFIX + USER + encode(name), value.array());
            }
        } catch (UnsupportedOperationException e) {
            return Map.of();
        }
        return records;
    }

    void write(Path path, String attribute, byte[] value) throws IOException {
        if (calls != null) {
            calls.set(ByteName.absolute(path), attribute.getBytes(StandardCharsets.UTF_8), value);
            return;
        }
        UserDefinedFileAttributeView view = view(path);
        if (view == null || !attribute.startsWith(USER)) {
            throw new IOException("this system keeps no such attributes");
        }
        view.write(attribute.substring(USER.length()), ByteBuffer.wrap(value));
    }

    /** @param text entries as star, libarchive and GNU tar write them: by name where this machine knows it, else by number */
    void writeAcl(Path path, String attribute, byte[] text) throws IOException {
        if (calls == null) {
            throw new IOException("this system keeps no ACLs");
        }
        write(path, attribute, PosixAcl.binary(text, NativeOwners::uid, NativeOwners::gid));
    }

    private static UserDefinedFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
