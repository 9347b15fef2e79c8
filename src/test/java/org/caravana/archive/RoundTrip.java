package org.caravana.archive;

import java.io.IOException;
import java.nio.file.Path;

/** Archives a directory and unpacks it elsewhere, for tests that need another locale than their own. */
final class RoundTrip {
    private RoundTrip() {}

    public static void main(String[] args) throws IOException {
        DirectoryArchiveTest.unpack(
                DirectoryArchiveTest.archive(Path.of(args[0])).bytes(), Path.of(args[1]));
    }
}
