package io.mudanza.engine.connect;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import org.postgresql.Driver;

/** Gives the driver sockets that {@link Connections} can find again. The driver makes it by its name. */
public final class CopySocketFactory extends SocketFactory {

    private static final Map<String, CopySocket> MADE = new ConcurrentHashMap<>();

    private final String order;

    /** @param order what {@link #order()} gave */
    public CopySocketFactory(String order) {
        this.order = order;
    }

    /** False where the driver is loaded in another way than this class, so that it could not make one. */
    static boolean usable() {
        try {
            return Class.forName(CopySocketFactory.class.getName(), false, Driver.class.getClassLoader())
                    == CopySocketFactory.class;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Names the sockets of a connection that is about to be made. */
    static String order() {
        return UUID.randomUUID().toString();
    }

    /** The socket that was made last for an order; null when there is none. */
    static CopySocket collect(String order) {
        return MADE.remove(order);
    }

    @Override
    public Socket createSocket() {
        CopySocket socket = new CopySocket();
        MADE.put(order, socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("The driver connects its sockets itself.");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException("The driver connects its sockets itself.");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("The driver connects its sockets itself.");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException("The driver connects its sockets itself.");
    }
}
