package io.mudanza.messaging.listener;

import io.mudanza.messaging.cloudevent.MalformedEventException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.apache.kafka.common.errors.RetriableException;

/** What a failed handler means for the message. */
enum Fault {
    /** No retry can help. */
    POISON,
    /** The database or the broker is away: the message waits as long as it takes. */
    INFRASTRUCTURE,
    /** Anything else: tried a few times. */
    UNKNOWN;

    static Fault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedEventException) {
                return POISON;
            }
            if (cause instanceof SQLTransientException
                    || cause instanceof ConnectException
                    || cause instanceof RetriableException
                    || cause instanceof InterruptedException
                    || cause instanceof SQLException sql && isAway(sql.getSQLState())) {
                return INFRASTRUCTURE;
            }
            if (cause.getCause() == cause) {
                break;
            }
        }
        return UNKNOWN;
    }

    /** Connection lost, resources short, server shutting down, serialisation conflict; a pool's time-out has no state. */
    private static boolean isAway(String state) {
        return state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("40");
    }
}
