import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A line with a delay, between a port of its own and a server on loopback: {@code Line LISTEN SERVER MILLIS [COUNTS]}.
 * What comes in leaves MILLIS later (half a round trip), in both directions, in order and at any rate. COUNTS is a file
 * that says, twice a second, how many bytes went to the server and how many came back. Runs until it is killed.
 */
final class Line {
    private static final int PIECE = 256 * 1024;
    /** More than fits on the line within its delay is not taken in. */
    private static final int PIECES = 512;

    private final int server;
    private final long delay;
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();

    private Line(int server, long delay) {
        this.server = server;
        this.delay = delay;
    }

    public static void main(String[] args) throws Exception {
        Line line = new Line(Integer.parseInt(args[1]), TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[2])));
        ServerSocket entrance = new ServerSocket();
        entrance.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 200);
        if (args.length > 3) {
            start(() -> line.count(Path.of(args[3])));
        }
        while (true) {
            Socket client = entrance.accept();
            start(() -> line.serve(client));
        }
    }

    private void serve(Socket client) {
        try {
            client.setTcpNoDelay(true);
            Socket to = new Socket(InetAddress.getLoopbackAddress(), server);
            to.setTcpNoDelay(true);
            carry(client, to, up);
            carry(to, client, down);
        } catch (IOException e) {
            close(client);
        }
    }

    private void carry(Socket from, Socket to, AtomicLong counter) {
        LinkedBlockingQueue<Piece> onTheWay = new LinkedBlockingQueue<>(PIECES);
        start(() -> take(from, onTheWay));
        start(() -> give(onTheWay, to, counter));
    }

    private record Piece(byte[] bytes, int length, long due) {}

    private void take(Socket from, LinkedBlockingQueue<Piece> onTheWay) {
        try {
            try {
                InputStream in = from.getInputStream();
                while (true) {
                    byte[] bytes = new byte[Math.max(1024, Math.min(PIECE, in.available()))];
                    int n = in.read(bytes);
                    onTheWay.put(new Piece(bytes, n, System.nanoTime() + delay));
                    if (n < 0) {
                        return;
                    }
                }
            } catch (IOException e) {
                onTheWay.put(new Piece(null, -2, System.nanoTime()));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void give(LinkedBlockingQueue<Piece> onTheWay, Socket to, AtomicLong counter) {
        try {
            OutputStream out = to.getOutputStream();
            while (true) {
                Piece piece = onTheWay.take();
                for (long left = piece.due - System.nanoTime(); left > 0; left = piece.due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (piece.length == -1) {
                    to.shutdownOutput();
                    return;
                }
                if (piece.length == -2) {
                    close(to);
                    return;
                }
                out.write(piece.bytes, 0, piece.length);
                counter.addAndGet(piece.length);
            }
        } catch (IOException e) {
            close(to);
            // whoever waits for room finds it, and sees the end on its own socket
            start(() -> drain(onTheWay));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void drain(LinkedBlockingQueue<Piece> onTheWay) {
        try {
            while (onTheWay.take().length >= 0) {
                // nobody wants it
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void count(Path file) {
        try {
            while (true) {
                Files.writeString(file, up.get() + " " + down.get() + "\n");
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "line");
        thread.setDaemon(true);
        thread.start();
    }
}
