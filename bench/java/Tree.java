import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A directory to measure with: mostly small text-like files, some larger ones, one in eight that does not compress;
 * the same for the same arguments.
 *
 * <p>{@code make DIR FILES MEAN_BYTES}; {@code small DIR FILES BYTES FOLDER}, all of one size, so many a folder;
 * {@code large FILE MIB}, one file, every other MiB of which does not compress; {@code change DIR PERCENT ROUND}, which
 * appends to a third of so many files, overwrites a line within a third and renames a third.
 */
public final class Tree {
    private static final int WORDS = 20_000;

    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[1]);
        switch (args[0]) {
            case "make" -> new Tree().make(path, number(args[2]), number(args[3]));
            case "small" -> new Tree().small(path, number(args[2]), number(args[3]), number(args[4]));
            case "large" -> new Tree().large(path, number(args[2]));
            case "change" -> change(path, Double.parseDouble(args[2]), number(args[3]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static int number(String argument) {
        return Integer.parseInt(argument);
    }

    private final Random random = new Random(20261102);
    private final byte[][] words = new byte[WORDS][];

    private Tree() {
        for (int i = 0; i < WORDS; i++) {
            byte[] word = new byte[3 + random.nextInt(9)];
            for (int k = 0; k < word.length; k++) {
                word[k] = (byte) ('a' + random.nextInt(26));
            }
            words[i] = word;
        }
    }

    private void small(Path root, int files, int bytes, int each) throws IOException {
        Path folder = root;
        for (int i = 0; i < files; i++) {
            if (i % each == 0) {
                folder = root.resolve("folder-" + i / each);
                Files.createDirectories(folder);
            }
            Files.write(folder.resolve("file-" + i + ".txt"), content(0, bytes));
        }
    }

    private void large(Path file, int mib) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mib; i++) {
                out.write(content(i % 2 == 0 ? 7 : 0, 1 << 20));
            }
        }
    }

    private void make(Path root, int files, int mean) throws IOException {
        Path folder = root;
        for (int i = 0; i < files; i++) {
            if (i % 40 == 0) {
                folder = root.resolve("area-" + i / 4000).resolve("folder-" + i / 40);
                Files.createDirectories(folder);
            }
            Files.write(folder.resolve("file-" + i + (i % 8 == 7 ? ".jpg" : ".txt")), content(i, size(i, mean)));
            if (i % 500 == 499) {
                Files.createSymbolicLink(folder.resolve("link-" + i), Path.of("file-" + i));
                Files.createLink(folder.resolve("hard-" + i), folder.resolve("file-" + (i - 1) + ".txt"));
            }
        }
    }

    /** Nine of ten files share a quarter of the bytes, the rest lie in few large ones. */
    private int size(int i, int mean) {
        double u = 0.02 + random.nextDouble() * 0.98;
        return (int) (i % 10 == 3 ? mean * 7.5 * 2 * u : mean * 0.28 * 2 * u);
    }

    private byte[] content(int i, int size) {
        byte[] bytes = new byte[size];
        if (i % 8 == 7) {
            random.nextBytes(bytes);
            return bytes;
        }
        for (int at = 0; at < size; ) {
            double g = Math.abs(random.nextGaussian()) / 4;
            byte[] word = words[(int) (Math.min(0.999, g * g) * WORDS)];
            int n = Math.min(word.length, size - at);
            System.arraycopy(word, 0, bytes, at, n);
            at += n;
            if (at < size) {
                bytes[at++] = (byte) (random.nextInt(12) == 0 ? '\n' : ' ');
            }
        }
        return bytes;
    }

    private static void change(Path root, double percent, int round) throws IOException {
        Random random = new Random(round);
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
        int kind = 0;
        for (Path file : files) {
            if (random.nextDouble() * 100 < percent) {
                change(file, kind++ % 3, round, random);
            }
        }
    }

    private static void change(Path file, int kind, int round, Random random) throws IOException {
        byte[] line = ("line of round " + round + " " + random.nextLong() + "\n").getBytes(StandardCharsets.US_ASCII);
        switch (kind) {
            case 0 -> Files.write(file, line, StandardOpenOption.APPEND);
            case 1 -> {
                try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    out.write(ByteBuffer.wrap(line), (long) (random.nextDouble() * Math.max(0, out.size() - line.length)));
                }
            }
            default -> Files.move(file, file.resolveSibling(file.getFileName() + "-" + round));
        }
    }
}
