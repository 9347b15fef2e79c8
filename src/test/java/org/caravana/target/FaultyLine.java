package org.caravana.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The line to a server on loopback, with a port of its own: it can be cut, and it can fall silent. */
final class FaultyLine implements AutoCloseable {
    private static final int SMALL = 64 * 1024;

    private final ServerSocket entrance;
    private final int server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private volatile long cut = Long.MAX_VALUE;
    private volatile long silence = Long.MAX_VALUE;
    private volatile long alteration = Long.MAX_VALUE;

    private FaultyLine(ServerSocket entrance, int server) {
        this.entrance = entrance;
        this.server = server;
    }

    static FaultyLine to(int server) throws IOException {
        ServerSocket entrance = new ServerSocket();
        // so that a sender notices soon that nobody takes what it sends
        entrance.setReceiveBufferSize(SMALL);
        entrance.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        FaultyLine line = new FaultyLine(entrance, server);
        start(line::accept);
        return line;
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** How many were made to the server so far. */
    long connections() {
        return connections.get();
    }

    /** Bytes that went to the server so far. */
    long sent() {
        return sent.get();
    }

    /** When so many more bytes have gone to the server every connection is reset, and every new one at once. */
    void cutAfter(long bytes) {
        cut = sent.get() + bytes;
    }

    /** When so many more bytes have gone to the server nothing passes any more, and nothing is closed either. */
    void fallSilentAfter(long bytes) {
        silence = sent.get() + bytes;
    }

    /** When so many more bytes have gone to the server what comes then is changed now and then. */
    void alterAfter(long bytes) {
        alteration = sent.get() + bytes;
    }

    void alterNothing() {
        alteration = Long.MAX_VALUE;
    }

    /** Every connection is reset, and new ones are taken as ever: a blip. */
    void breakOff() {
        // not those that come meanwhile
        List.copyOf(sockets).forEach(FaultyLine::reset);
    }

    /** All is well again, for new connections. */
    void heal() {
        cut = Long.MAX_VALUE;
        silence = Long.MAX_VALUE;
        alteration = Long.MAX_VALUE;
        breakOff();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                connections.incrementAndGet();
                sockets.add(client);
                if (sent.get() >= cut) {
                    reset(client);
                    continue;
                }
                Socket to = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.add(to);
                to.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                start(() -> relay(client, to, true));
                start(() -> relay(to, client, false));
            } catch (IOException e) {
                // the client sees what became of it
            }
        }
    }

    private void relay(Socket from, Socket to, boolean counted) {
        byte[] bytes = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                long total = counted ? sent.addAndGet(n) : sent.get();
                if (total >= cut) {
                    sockets.forEach(FaultyLine::reset);
                    return;
                }
                if (total >= silence) {
                    // both ends stay open, and nobody reads
                    return;
                }
                if (counted && total >= alteration) {
                    bytes[n - 1] ^= 1;
                }
                out.write(bytes, 0, n);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "faulty line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(FaultyLine::reset);
    }
}
