package org.caravana.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server in this process, on loopback, with one user, a fresh host key, and a folder as its root. */
public final class SftpServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final SshServer server;
    private final KeyPair hostKey;

    private SftpServer(SshServer server, KeyPair hostKey) {
        this.server = server;
        this.hostKey = hostKey;
    }

    /** Starts on any free port. */
    public static SftpServer start(Path root, String user, String password) throws IOException {
        return start(root, user, password, SftpFileSystemAccessor.DEFAULT);
    }

    /** @param files how it reads and writes; for faults on purpose */
    public static SftpServer start(Path root, String user, String password, SftpFileSystemAccessor files)
            throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(InetAddress.getByName(HOST).getHostAddress());
        KeyPair hostKey = newKey();
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator((u, p, session) -> user.equals(u) && password.equals(p));
        server.setFileSystemFactory(new VirtualFileSystemFactory(Files.createDirectories(root)));
        server.setSubsystemFactories(List.of(
                new SftpSubsystemFactory.Builder().withFileSystemAccessor(files).build()));
        // small answers wait for nothing: without it every request of a listing costs a delayed acknowledgement
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        server.start();
        return new SftpServer(server, hostKey);
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return server.getPort();
    }

    /** Writes a known_hosts file that names this server and its key. */
    public Path writeKnownHosts(Path file) throws IOException {
        String line = "[" + HOST + "]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic()) + "\n";
        return Files.writeString(file, line);
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java knows no elliptic curve keys", e);
        }
    }

    /** Cuts every connection and stops. */
    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
