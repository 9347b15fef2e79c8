package org.caravana.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A tree of everything that a file system holds, made and changed at random by the system's own tools. */
final class RandomTree {
    private static final String[] NAMES = {
        "a",
        "A",
        "b.log",
        ".hidden",
        "-dash",
        " space ",
        "two\\nlines",
        "tab\\t",
        "caf\\303\\251",
        "caf\\351",
        "\\377\\376",
        "\\134back",
        "%2541",
        "*?[",
        "quote\\047s",
        "\\001",
        "~",
        "#",
        "a=b"
    };
    private static final int[] SIZES = {0, 1, 511, 512, 513, 10_000, 262_143, 262_144, 1_500_000};

    private final Random random;
    private final boolean root;
    private final boolean attributes;
    private final List<String> directories = new ArrayList<>(List.of("."));
    private final List<String> files = new ArrayList<>();
    private final StringBuilder script = new StringBuilder();
    private int made;

    RandomTree(long seed, boolean root, boolean attributes) {
        this.random = new Random(seed);
        this.root = root;
        this.attributes = attributes;
    }

    /** Makes, changes and deletes things below a directory. */
    void change(Path directory, int steps) {
        script.setLength(0);
        for (int i = 0; i < steps; i++) {
            step();
        }
        directories.forEach(this::time);
        Tools.sh(directory, script.toString());
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1 -> directory();
            case 2, 3, 4, 5 -> file();
            case 6 -> line("ln -s %s %s", pick(files, "'no where//at all/'"), name());
            case 7 -> hardLink();
            case 8 -> line("n=%s; mkfifo \"$n\"; chmod 0%o \"$n\"", name(), random.nextInt(512));
            case 9 -> rewrite();
            case 10 -> line("n=%s; ln -s \"$n\" \"$n\"; touch -h -d %s \"$n\"", name(), date());
            default -> delete();
        }
    }

    private void directory() {
        String name = name();
        line("mkdir %s", name);
        line("chmod %o %s", 0700 | random.nextInt(010000), name);
        decorate(name);
        directories.add(name);
    }

    private void file() {
        String name = name();
        content(name);
        line("chmod %o %s", 0400 | random.nextInt(01000), name);
        decorate(name);
        if (random.nextInt(4) == 0) {
            line("chmod %o %s", 0400 | random.nextInt(010000), name);
        }
        time(name);
        files.add(name);
    }

    private void content(String name) {
        int size = SIZES[random.nextInt(SIZES.length)];
        String source = random.nextBoolean() ? "/dev/zero" : "/dev/urandom";
        line("chmod u+w %s 2>/dev/null || :; head -c %d %s > %s", name, size, source, name);
        if (random.nextInt(4) == 0) {
            line("truncate -s +%d %s", 1 + random.nextInt(900_000), name);
            line("[ %d = 0 ] || echo end >> %s", random.nextInt(2), name);
        }
    }

    private void hardLink() {
        if (!files.isEmpty()) {
            String name = name();
            line("ln %s %s", files.get(random.nextInt(files.size())), name);
            files.add(name);
        }
    }

    private void rewrite() {
        if (!files.isEmpty()) {
            String name = files.get(random.nextInt(files.size()));
            content(name);
            decorate(name);
            time(name);
        }
    }

    private void delete() {
        if (!files.isEmpty()) {
            line("rm -f %s", files.remove(random.nextInt(files.size())));
        }
    }

    private void decorate(String name) {
        if (root && random.nextInt(3) == 0) {
            line("chown %d:%d %s", random.nextInt(3_000_000), random.nextInt(70_000), name);
        }
        if (attributes && random.nextInt(3) == 0) {
            line("chmod u+w %s; setfattr -n user.n%d -v 0x%08x %s", name, random.nextInt(3), random.nextInt(), name);
            line("setfacl -m u:%d:r-x,g:%d:rw %s", random.nextInt(9999), random.nextInt(9999), name);
        }
    }

    private void time(String name) {
        line("touch -d %s %s", date(), name);
    }

    /** From 1901 to 2106, to the nanosecond. */
    private String date() {
        long second = -2_000_000_000L + (long) (random.nextDouble() * 6_290_000_000L);
        return "@" + second + "." + String.format("%09d", random.nextInt(1_000_000_000));
    }

    private String name() {
        String odd = NAMES[random.nextInt(NAMES.length)];
        String end = random.nextInt(15) == 0 ? "x".repeat(240) : "";
        String directory = directories.get(random.nextInt(directories.size()));
        // in the shell's double quotes, so that a directory's own word can stand inside
        return quoted(directory) + "\"/" + "$(printf -- '" + odd.replace("%", "%%") + "')" + made++ + end + "\"";
    }

    private static String quoted(String word) {
        return word.equals(".") ? "\".\"" : word;
    }

    private String pick(List<String> from, String otherwise) {
        return from.isEmpty() || random.nextInt(3) == 0 ? otherwise : from.get(random.nextInt(from.size()));
    }

    private void line(String form, Object... words) {
        script.append(String.format(form, words)).append('\n');
    }
}
