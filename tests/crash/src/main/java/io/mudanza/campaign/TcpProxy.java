package io.mudanza.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** Stands between two programs of this machine; cuts connections or makes them slow when it is told to. */
final class TcpProxy implements AutoCloseable {
    private final ServerSocket server;
    private final IntSupplier upstream;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;
    private volatile int bytesPerSecond;

    /** @param upstream port of this machine, asked for at each connection */
    TcpProxy(IntSupplier upstream) throws IOException {
        this.upstream = upstream;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("proxy-" + port()).start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (refusing) {
                    reset(client);
                } else {
                    Thread.ofVirtual().start(() -> join(client));
                }
            } catch (IOException closed) {
                if (!server.isClosed()) {
                    throw new IllegalStateException("The proxy broke", closed);
                }
            }
        }
    }

    private void join(Socket client) {
        try {
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), upstream.getAsInt());
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            open.add(client);
            open.add(behind);
            Thread.ofVirtual().start(() -> pump(client, behind));
            pump(behind, client);
        } catch (IOException nobodyThere) {
            reset(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                int limit = bytesPerSecond;
                if (limit > 0) {
                    Thread.sleep(Math.max(1, got * 1000L / limit));
                }
                out.write(buffer, 0, got);
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            reset(from);
            reset(to);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
        }
    }

    /** Breaks every open connection off, without a goodbye. */
    void cut() {
        open.forEach(TcpProxy::reset);
        open.clear();
    }

    /** From now on nobody gets through, or everybody again. */
    void refuse(boolean now) {
        refusing = now;
        if (now) {
            cut();
        }
    }

    /** @param rate bytes per second of each connection; 0 for as fast as it goes */
    void throttle(int rate) {
        bytesPerSecond = rate;
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // It was closed already.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
