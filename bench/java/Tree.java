import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A directory to measure with: mostly small text-like files, some larger ones, one in eight that does not compress;
 * the same for the same arguments.
 *
 * <p>{@code make DIR FILES MEAN_BYTES} or {@code change DIR PERCENT ROUND}, which appends a line to some files.
 */
public final class Tree {
    private static final int WORDS = 20_000;

    public static void main(String[] args) throws IOException {
        if (args[0].equals("make")) {
            new Tree().make(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        } else {
            change(Path.of(args[1]), Double.parseDouble(args[2]), Integer.parseInt(args[3]));
        }
    }

    private final Random random = new Random(20261102);
    private final byte[][] words = new byte[WORDS][];

    private void make(Path root, int files, int mean) throws IOException {
        for (int i = 0; i < WORDS; i++) {
            byte[] word = new byte[3 + random.nextInt(9)];
            for (int k = 0; k < word.length; k++) {
                word[k] = (byte) ('a' + random.nextInt(26));
            }
            words[i] = word;
        }
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
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all.sorted()::iterator) {
                if (Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                        && random.nextDouble() * 100 < percent) {
                    byte[] line = ("line of round " + round + " " + random.nextLong() + "\n").getBytes(StandardCharsets.US_ASCII);
                    Files.write(file, line, StandardOpenOption.APPEND);
                }
            }
        }
    }
}
