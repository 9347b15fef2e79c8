package org.caravana.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Real directories for tests. */
final class Trees {
    private Trees() {}

    /** What a restore has to bring back, a line a name, without the system's tools. */
    static String describe(Path tree) throws IOException {
        StringBuilder lines = new StringBuilder();
        Map<Object, String> firsts = new HashMap<>();
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) all.sorted()::iterator) {
                Inode inode = Inode.read(path);
                String name = tree.relativize(path).toString();
                lines.append(name).append(' ').append(inode.kind()).append(' ').append(inode.permissions());
                lines.append(' ')
                        .append(inode.uid())
                        .append(' ')
                        .append(inode.gid())
                        .append(' ');
                switch (inode.kind()) {
                    case 'f' ->
                        lines.append(inode.mtime())
                                .append(' ')
                                .append(Arrays.hashCode(Files.readAllBytes(path)))
                                .append(' ')
                                .append(firsts.computeIfAbsent(inode.number(), first -> name));
                    case 'l' -> lines.append(inode.mtime()).append(' ').append(Files.readSymbolicLink(path));
                    default -> lines.append(inode.mtime());
                }
                lines.append('\n');
            }
        }
        return lines.toString();
    }

    /** Of everything that a directory can hold, some. */
    static void odd(Path root) {
        Tools.sh(root, """
                mkdir -p plain/deep/er empty sticky
                echo hello > plain/hello; head -c 300000 /dev/zero | tr '\\0' x > plain/deep/large; : > plain/nothing
                chmod 4755 plain/hello; chmod 0600 plain/deep/large; chmod 1777 sticky; chmod 2750 empty
                echo tool > tool; chmod 0444 tool
                ln -s plain/hello link; ln -s /nowhere/at/all dangling; ln -s ../.. plain/up
                ln -s 'a//b/' untidy; ln -s "$(printf 'to\\377//x/')" untidy2; ln -s "$(printf '../to\\377/x')" odd-link
                ln -s "$(printf '%0200d' 7)" long-link
                ln tool hard; ln tool plain/deep/hard; ln -P link hard-link-to-link
                mkfifo fifo; chmod 0640 fifo
                long=$(printf '%0200d' 1)
                mkdir -p "$long/$long"; echo long > "$long/$long/file"; ln "$long/$long/file" "$long/other"
                n100=$(printf '%0100d' 1); echo x > "$n100"; mkdir "${n100}d"
                echo 1 > "$(printf 'caf\\351')"; echo 2 > "$(printf 'caf\\303\\251')"; mkdir "$(printf 'bad\\377\\376dir')"
                echo 3 > "$(printf 'bad\\377\\376dir/x\\200')"; echo 4 > "$(printf 'two\\nlines')"; echo 5 > ' space '
                echo 6 > -dash; echo 7 > 'quote'\\''s "and" $dollar `back` \\slash'
                echo 8 > '%41*?['
                touch -d '1955-11-05 06:00:00.123456789 UTC' plain/nothing
                touch -d '1955-11-05 06:00:00 UTC' ' space '
                touch -d '2050-01-02 03:04:05.987654321 UTC' tool
                touch -h -d '1999-12-31 23:59:59.000000001 UTC' link
                touch -h -d '1969-12-31 23:59:59.5 UTC' dangling
                touch -d '2001-02-03 04:05:06.777777777 UTC' fifo
                touch -d '2011-02-03 04:05:06.000000007 UTC' plain/deep plain .
                """);
        if (Tools.sh(root, "id -u").trim().equals("0")) {
            Tools.sh(root, """
                    chown 12345:54321 plain/hello; chmod 4755 plain/hello; chown 3000000:3000001 tool
                    chown -h 7:8 dangling; chown 1:1 empty; chmod 2750 empty; chown 9:9 fifo
                    mknod null c 1 3 || :; mknod loop b 7 200 || :; touch -d @1000000000.5 empty
                    """);
        }
    }
}
