package org.caravana.target;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.caravana.config.Settings;
import org.caravana.demo.SftpServer;

/** An SFTP server whose disk has faults, behind a line that has others. */
final class FaultySftp implements FaultyPlace, SftpFileSystemAccessor {
    private static final int WELL = 100_000;

    private final Path home;
    private final SftpServer server;
    private final FaultyLine line;
    private final AtomicInteger questions = new AtomicInteger();
    private volatile Fault fault;
    private volatile CountDownLatch hanging = new CountDownLatch(0);
    private volatile Runnable atBreak = () -> {};

    FaultySftp(Path home) throws IOException {
        this.home = home;
        server = SftpServer.start(home.resolve("sftp"), "caravana", "secret", this);
        line = FaultyLine.to(server.port());
    }

    @Override
    public Settings.Target target() throws IOException {
        String key = Files.readString(server.writeKnownHosts(home.resolve("server.known_hosts")));
        Path known = Files.writeString(
                home.resolve("line.known_hosts"), key.replace(":" + server.port(), ":" + line.port()));
        return Targets.sftp(
                FaultContract.NAME,
                server,
                home,
                "port",
                "" + line.port(),
                "known-hosts",
                known.toString(),
                "timeout",
                FaultContract.SILENCE);
    }

    @Override
    public Path root() {
        return home.resolve("sftp/caravana");
    }

    @Override
    public Optional<FaultyLine> line() {
        return Optional.of(line);
    }

    @Override
    public Set<Fault> faults() {
        return EnumSet.allOf(Fault.class);
    }

    @Override
    public void strike(Fault struck) {
        hanging = new CountDownLatch(struck == Fault.HANG ? 1 : 0);
        fault = struck;
    }

    @Override
    public void whenAnswerBreaks(Runnable action) {
        atBreak = action;
    }

    @Override
    public void heal() {
        fault = null;
        hanging.countDown();
    }

    @Override
    public SeekableByteChannel openFile(
            SftpSubsystemProxy subsystem,
            FileHandle handle,
            Path file,
            String name,
            Set<? extends OpenOption> options,
            FileAttribute<?>... attributes)
            throws IOException {
        if (file.endsWith(Sums.FILE)) {
            questions.incrementAndGet();
            breakOff(Fault.SUMS_BREAK_OFF);
        }
        SeekableByteChannel channel =
                SftpFileSystemAccessor.super.openFile(subsystem, handle, file, name, options, attributes);
        return options.contains(StandardOpenOption.WRITE) ? new Disk(channel) : channel;
    }

    @Override
    public DirectoryStream<Path> openDirectory(
            SftpSubsystemProxy subsystem, DirectoryHandle handle, Path folder, String name, LinkOption... options)
            throws IOException {
        if (folder.endsWith("packs")) {
            questions.incrementAndGet();
            breakOff(Fault.LISTING_BREAKS_OFF);
        }
        DirectoryStream<Path> all =
                SftpFileSystemAccessor.super.openDirectory(subsystem, handle, folder, name, options);
        return fault == Fault.LISTS_TOO_LITTLE && folder.endsWith("packs") ? new Less(all) : all;
    }

    private void breakOff(Fault wanted) {
        if (fault == wanted) {
            fault = null;
            atBreak.run();
            line.breakOff();
        }
    }

    /** How often packs were listed or sums opened so far. */
    int questions() {
        return questions.get();
    }

    @Override
    public void removeFile(SftpSubsystemProxy subsystem, Path path, boolean folder) throws IOException {
        if (fault == Fault.DELETE_REFUSED || fault == Fault.OVERWRITE_REFUSED || fault == Fault.REPLACED_ASIDE_ONLY) {
            throw new AccessDeniedException(path.toString());
        }
        SftpFileSystemAccessor.super.removeFile(subsystem, path, folder);
    }

    @Override
    public void renameFile(SftpSubsystemProxy subsystem, Path from, Path to, Collection<CopyOption> options)
            throws IOException {
        boolean aside = to.toString().contains(".replaced-");
        if (fault == Fault.OVERWRITE_REFUSED && (aside || Files.exists(to))
                || fault == Fault.REPLACED_ASIDE_ONLY && Files.exists(to)) {
            throw new AccessDeniedException(to.toString());
        }
        SftpFileSystemAccessor.super.renameFile(subsystem, from, to, options);
    }

    @Override
    public void close() throws IOException {
        heal();
        line.close();
        server.close();
    }

    /** What is left of a listing without its first name. */
    private record Less(DirectoryStream<Path> all) implements DirectoryStream<Path> {
        @Override
        public Iterator<Path> iterator() {
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(path -> path.getFileName().toString().endsWith(".zst"))
                    .sorted()
                    .skip(1)
                    .iterator();
        }

        @Override
        public void close() throws IOException {
            all.close();
        }
    }

    /** A file on a disk that may have a fault. */
    private final class Disk implements SeekableByteChannel {
        private final SeekableByteChannel to;

        Disk(SeekableByteChannel to) {
            this.to = to;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            Fault now = fault;
            boolean late = to.position() + bytes.remaining() > WELL;
            if (now == Fault.HANG) {
                await();
            } else if (now == Fault.FULL_DISK && late) {
                throw new IOException("No space left on device");
            } else if (now == Fault.SHORT_WRITE && late) {
                int size = bytes.remaining();
                bytes.position(bytes.limit());
                return size;
            } else if (now == Fault.ALTERED && to.position() == 0) {
                bytes.put(bytes.position(), (byte) (bytes.get(bytes.position()) ^ 1));
            }
            return to.write(bytes);
        }

        private void await() throws IOException {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return to.read(into);
        }

        @Override
        public long position() throws IOException {
            return to.position();
        }

        @Override
        public SeekableByteChannel position(long at) throws IOException {
            to.position(at);
            return this;
        }

        @Override
        public long size() throws IOException {
            return to.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            to.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return to.isOpen();
        }

        @Override
        public void close() throws IOException {
            to.close();
        }
    }
}
