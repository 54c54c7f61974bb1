package io.mudanza.engine.connect;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** The socket of one connection, whose COPY rows may be taken off before the driver sees them. */
final class CopySocket extends Socket {

    private CopyStream stream;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new CopyStream(super.getInputStream());
        }
        return stream;
    }

    /** Null before the driver read from the socket. */
    synchronized CopyStream stream() {
        return stream;
    }
}
