package org.caravana.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;

/** Names of users and groups, each asked for once, since a directory service may have to answer. */
final class Owners {
    private static final byte[] NONE = {};

    private final Map<Long, byte[]> users = new HashMap<>();
    private final Map<Long, byte[]> groups = new HashMap<>();
    private long lastUid = -1;
    private long lastGid = -1;
    private byte[] lastUser;
    private byte[] lastGroup;

    /** The owner's name; empty if the number has none. */
    byte[] user(Place place, long uid) {
        if (uid != lastUid) {
            lastUser = users.computeIfAbsent(uid, id -> name(place, "posix:owner", id));
            lastUid = uid;
        }
        return lastUser;
    }

    byte[] group(Place place, long gid) {
        if (gid != lastGid) {
            lastGroup = groups.computeIfAbsent(gid, id -> name(place, "posix:group", id));
            lastGid = gid;
        }
        return lastGroup;
    }

    private static byte[] name(Place place, String attribute, long id) {
        try {
            String name =
                    ((Principal) Files.getAttribute(place.path(), attribute, LinkOption.NOFOLLOW_LINKS)).getName();
            return name.equals(Long.toString(id)) ? NONE : name.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            return NONE;
        }
    }
}
