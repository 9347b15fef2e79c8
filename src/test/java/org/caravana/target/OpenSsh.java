package org.caravana.target;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real sshd on loopback, with keys of its own, for whoever runs the test. */
final class OpenSsh implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port;
    private final Process process;

    private OpenSsh(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static boolean isThere() {
        return Files.isExecutable(SSHD) && Tool.isThere("ssh-keygen");
    }

    static OpenSsh start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (System.getProperty("user.name").equals("root")) {
            // where sshd locks the part of itself in that talks to strangers; made at boot where there is a boot
            Files.createDirectories(Path.of("/run/sshd"));
        }
        for (String key : List.of("host", "client")) {
            Tool.run(folder, List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key));
        }
        Files.copy(folder.resolve("client.pub"), folder.resolve("authorized"));
        int port = freePort();
        // a home without the account's start-up files, whose words and time are not what is tested
        Path settings = Files.writeString(folder.resolve("sshd_config"), """
                ListenAddress 127.0.0.1:%d
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                PermitRootLogin yes
                PasswordAuthentication no
                UsePAM no
                SetEnv HOME=%s
                Subsystem sftp internal-sftp
                """.formatted(
                        port, folder.resolve("host"), folder.resolve("authorized"), folder));
        Process process = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", settings.toString())
                .redirectErrorStream(true)
                .start();
        waitUntilListening(process);
        return new OpenSsh(folder, port, process);
    }

    /** sshd says so itself, so that nobody has to sleep. */
    private static void waitUntilListening(Process process) throws IOException {
        BufferedReader words = process.inputReader();
        String line = words.readLine();
        while (line != null && !line.contains("Server listening")) {
            line = words.readLine();
        }
        if (line == null) {
            throw new IOException("sshd does not start");
        }
        Thread rest = new Thread(() -> drain(words), "sshd's words");
        rest.setDaemon(true);
        rest.start();
    }

    private static void drain(BufferedReader words) {
        try {
            words.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // it was stopped
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String port() {
        return "" + port;
    }

    /** From now on a login gets SFTP and no command. */
    void refuseCommands() throws IOException {
        String key = Files.readString(folder.resolve("client.pub"));
        Files.writeString(folder.resolve("authorized"), "restrict,command=\"internal-sftp\" " + key);
    }

    /** From now on a login gets SFTP, and this script for whatever it wants to run. */
    void answerCommandsBy(String script) throws IOException {
        Path shell = Files.writeString(folder.resolve("shell"), """
                case "$SSH_ORIGINAL_COMMAND" in
                *internal-sftp*) exec /usr/lib/openssh/sftp-server ;;
                *) %s ;;
                esac
                """.formatted(script));
        String key = Files.readString(folder.resolve("client.pub"));
        Files.writeString(folder.resolve("authorized"), "restrict,command=\"sh " + shell + "\" " + key);
    }

    String clientKey() {
        return folder.resolve("client").toString();
    }

    Path knownHosts() throws IOException {
        String key = Files.readString(folder.resolve("host.pub"));
        return Files.writeString(folder.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + key);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
