package org.caravana.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;

/** Names of users and groups, each asked for once, since a directory service may have to answer. */
final class Owners {
    private static final byte[] NONE = {};

    private final Map<Long, byte[]> users = new HashMap<>();
    private final Map<Long, byte[]> groups = new HashMap<>();

    /** The owner's name; empty if the number has none. */
    byte[] user(Path path, long uid) {
        return users.computeIfAbsent(uid, id -> name(path, "posix:owner", id));
    }

    byte[] group(Path path, long gid) {
        return groups.computeIfAbsent(gid, id -> name(path, "posix:group", id));
    }

    private static byte[] name(Path path, String attribute, long id) {
        try {
            String name = ((Principal) Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS)).getName();
            return name.equals(Long.toString(id)) ? NONE : name.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            return NONE;
        }
    }
}
