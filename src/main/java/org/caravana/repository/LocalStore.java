package org.caravana.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The local repository as a place to read from. */
public final class LocalStore implements ObjectStore {
    /** What the local repository is called where targets have names. */
    public static final String NAME = "repository";

    private final String name;
    private final Path root;

    public LocalStore(Path root) {
        this(NAME, root);
    }

    /** @param name of a target that is a folder, or of a copy of a repository */
    public LocalStore(String name, Path root) {
        this.name = name;
        this.root = root;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path fetch(String path) throws IOException {
        Path file = resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(path);
        }
        return file;
    }

    @Override
    public void release(String path) {
        // it stays where it is
    }

    @Override
    public List<StoredObject> list(String folder) throws IOException {
        Path path = resolve(folder);
        List<StoredObject> objects = new ArrayList<>();
        if (!Files.isDirectory(path)) {
            return objects;
        }
        for (Path member : CycleFolder.members(path)) {
            describe(member, objects);
        }
        return objects;
    }

    private static void describe(Path member, List<StoredObject> objects) throws IOException {
        String memberName = member.getFileName().toString();
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(member, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                objects.add(new StoredObject(memberName + "/", -1));
            } else if (attributes.isRegularFile() && !memberName.endsWith(SafeFile.PART)) {
                objects.add(new StoredObject(memberName, attributes.size()));
            }
        } catch (NoSuchFileException e) {
            // gone since the folder was listed
        }
    }

    private Path resolve(String path) {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root.normalize())) {
            throw new IllegalArgumentException("leads out of " + name + ": " + path);
        }
        return file;
    }
}
