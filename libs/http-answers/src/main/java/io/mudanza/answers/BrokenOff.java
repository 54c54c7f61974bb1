package io.mudanza.answers;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.jboss.logging.Logger;

/**
 * The end of an answer that broke off. Where a part of it has been sent, nothing can be told the caller any more but by ending the
 * connection: it never takes what came for the whole.
 */
public final class BrokenOff {

    private static final Logger LOGGER = Logger.getLogger(BrokenOff.class);

    private BrokenOff() {}

    /**
     * Ends it.
     *
     * @param what a sentence without its point, for the log
     * @throws IOException when nothing was sent yet: another answer can be given instead
     */
    public static void end(RoutingContext call, String what, Throwable cause) throws IOException {
        boolean begun = call.response().headWritten();
        cut(call);
        if (!begun) {
            throw new IOException(what, cause);
        }
        LOGGER.warnf("%s: %s. Its connection is ended.", what, cause);
    }

    /** Ends the connection, or over HTTP/2 the stream. */
    public static void cut(RoutingContext call) {
        call.vertx().runOnContext(ignored -> {
            if (!call.response().reset()) {
                call.request().connection().close();
            }
        });
    }
}
