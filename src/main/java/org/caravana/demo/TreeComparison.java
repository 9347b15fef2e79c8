package org.caravana.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares two directories: names, kinds, content, modes, owners, times to the nanosecond, and links. */
final class TreeComparison {
    private final Path left;
    private final Path right;

    TreeComparison(Path left, Path right) {
        this.left = left;
        this.right = right;
    }

    /** The differences, a line each; empty if there are none. */
    List<String> differences() throws IOException {
        Map<String, Path> ours = tree(left);
        Map<String, Path> theirs = tree(right);
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, Path> entry : ours.entrySet()) {
            Path other = theirs.remove(entry.getKey());
            if (other == null) {
                differences.add("missing: " + entry.getKey());
            } else if (!describe(entry.getValue()).equals(describe(other))) {
                differences.add(
                        "differs: " + entry.getKey() + ": " + describe(entry.getValue()) + " and " + describe(other));
            } else if (Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS)
                    && Files.mismatch(entry.getValue(), other) >= 0) {
                differences.add("content differs: " + entry.getKey());
            }
        }
        theirs.keySet().forEach(name -> differences.add("too many: " + name));
        return differences;
    }

    private static Map<String, Path> tree(Path root) throws IOException {
        Map<String, Path> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            paths.forEach(path -> tree.put(root.relativize(path).toString(), path));
        }
        return tree;
    }

    private static String describe(Path path) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(path, "unix:mode,uid,gid,nlink,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        String link = Files.isSymbolicLink(path) ? Files.readSymbolicLink(path).toString() : "";
        Object links = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? "" : attributes.get("nlink");
        return "mode " + Integer.toOctalString((int) attributes.get("mode")) + ", owner " + attributes.get("uid") + ":"
                + attributes.get("gid") + ", links " + links + ", modified " + attributes.get("lastModifiedTime")
                + link;
    }
}
