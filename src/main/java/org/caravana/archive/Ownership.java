package org.caravana.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives files to whom they belonged, if this process may: by name where this machine knows the name, else by number, as
 * GNU tar does.
 */
final class Ownership {
    private static final Path SELF = Path.of("/proc/self");

    private final Map<Owner, Optional<UserPrincipal>> users = new HashMap<>();
    private final Map<Owner, Optional<GroupPrincipal>> groups = new HashMap<>();
    private final Map<Owner, Long> uids = new HashMap<>();
    private final Map<Owner, Long> gids = new HashMap<>();
    private final UserPrincipalLookupService names;
    private final long ownUid;
    private final long ownGid;
    private final boolean inheritsGroup;

    Ownership(Path destination) throws IOException {
        names = destination.getFileSystem().getUserPrincipalLookupService();
        boolean known = Files.exists(SELF);
        ownUid = known ? Inode.read(SELF.toRealPath()).uid() : -1;
        ownGid = known ? Inode.read(SELF.toRealPath()).gid() : -1;
        inheritsGroup = (Inode.read(destination).permissions() & 02000) != 0;
    }

    private record Owner(long id, String name) {}

    boolean mayGive() {
        return ownUid == 0 || ownUid == -1 && "root".equals(System.getProperty("user.name"));
    }

    /** Whether a new file would not be its owner's by itself. */
    boolean differs(TarEntry entry) {
        return entry.uid() != ownUid || entry.gid() != ownGid;
    }

    void give(Path path, TarEntry entry) throws IOException {
        if (!differs(entry) && !inheritsGroup) {
            return;
        }
        if (NativeOwners.available()) {
            Files.setAttribute(path, "unix:uid", (int) uid(entry), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", (int) gid(entry), LinkOption.NOFOLLOW_LINKS);
            return;
        }
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        Optional<UserPrincipal> user = users.computeIfAbsent(owner(entry.uid(), entry.user()), this::user);
        Optional<GroupPrincipal> group = groups.computeIfAbsent(owner(entry.gid(), entry.group()), this::group);
        if (user.isPresent()) {
            view.setOwner(user.get());
        } else {
            Files.setAttribute(path, "unix:uid", (int) entry.uid(), LinkOption.NOFOLLOW_LINKS);
        }
        if (group.isPresent()) {
            view.setGroup(group.get());
        } else {
            Files.setAttribute(path, "unix:gid", (int) entry.gid(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** The same for an open file; whether it belongs to whom it ought to. */
    boolean give(int file, TarEntry entry) {
        if (!differs(entry) && !inheritsGroup) {
            return true;
        }
        if (!mayGive() || !NativeOwners.available()) {
            return false;
        }
        return NativeOwners.give(file, uid(entry), gid(entry));
    }

    private long uid(TarEntry entry) {
        return uids.computeIfAbsent(owner(entry.uid(), entry.user()), Ownership::uid);
    }

    private long gid(TarEntry entry) {
        return gids.computeIfAbsent(owner(entry.gid(), entry.group()), Ownership::gid);
    }

    private static long uid(Owner owner) {
        long known = owner.name().isEmpty() ? -1 : NativeOwners.uid(owner.name());
        return known < 0 ? owner.id() : known;
    }

    private static long gid(Owner owner) {
        long known = owner.name().isEmpty() ? -1 : NativeOwners.gid(owner.name());
        return known < 0 ? owner.id() : known;
    }

    private static Owner owner(long id, byte[] name) {
        return new Owner(id, new String(name, StandardCharsets.UTF_8));
    }

    private Optional<UserPrincipal> user(Owner owner) {
        try {
            return owner.name().isEmpty() ? Optional.empty() : Optional.of(names.lookupPrincipalByName(owner.name()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<GroupPrincipal> group(Owner owner) {
        try {
            return owner.name().isEmpty()
                    ? Optional.empty()
                    : Optional.of(names.lookupPrincipalByGroupName(owner.name()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
