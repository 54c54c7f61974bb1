package io.mudanza.platform.feed;

import java.io.IOException;

/** The service is there and says that it says no: asking again does not help. */
public final class RefusedException extends IOException {

    RefusedException(String message) {
        super(message);
    }
}
