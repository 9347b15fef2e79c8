package org.caravana.target;

import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * How an SFTP target's connections are made, as JSch asks for it: it calls a proxy "connect" and then asks for the streams
 * on the same thread. One serves all connections to a target, at the same time, too.
 */
public final class SshLine implements Proxy {
    private final TargetLine line;
    private final ThreadLocal<Socket> last = new ThreadLocal<>();
    private final ThreadLocal<Boolean> broken = ThreadLocal.withInitial(() -> false);

    SshLine(TargetLine line) {
        this.line = line;
    }

    @Override
    public void connect(SocketFactory factory, String host, int port, int timeout) throws IOException {
        broken.set(false);
        Socket socket = new Socket();
        try {
            // small requests wait for nothing
            socket.setTcpNoDelay(true);
            // known from now on, so that who severs the line need not wait for a server that does not answer
            line.opened(socket);
            socket.connect(new InetSocketAddress(host, port), timeout);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        last.set(socket);
    }

    @Override
    public InputStream getInputStream() {
        try {
            return new Heard(line.down(last.get().getInputStream()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public OutputStream getOutputStream() {
        try {
            return line.up(last.get().getOutputStream());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public Socket getSocket() {
        return last.get();
    }

    /**
     * Whether the connection that this thread made last ended, or fell silent, while this thread listened. JSch logs in on
     * the thread that connects, and calls a login that was cut off a refused one.
     */
    boolean isBroken() {
        return broken.get();
    }

    /** Whether we ourselves ended the line. */
    boolean isEnded() {
        return line.isEnded();
    }

    private final class Heard extends FilterInputStream {
        Heard(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return heard(super::read);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return heard(() -> super.read(into, offset, length));
        }

        private int heard(Read read) throws IOException {
            broken.set(true);
            int result = read.call();
            broken.set(result < 0);
            return result;
        }
    }

    @FunctionalInterface
    private interface Read {
        int call() throws IOException;
    }

    /** JSch closes the streams before, and they their socket; which one is meant here cannot be told. */
    @Override
    public void close() {}
}
