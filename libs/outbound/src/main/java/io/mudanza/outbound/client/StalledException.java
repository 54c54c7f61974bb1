package io.mudanza.outbound.client;

import java.io.IOException;

/** A body brought fewer bytes than it must; the connection was closed. */
public final class StalledException extends IOException {

    StalledException(String message, Throwable cause) {
        super(message, cause);
    }
}
