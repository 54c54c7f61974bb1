package io.mudanza.platform.feed;

import java.io.IOException;

/** The service is there and says that it does not have the part: asking again does not help. */
final class PartGoneException extends IOException {

    PartGoneException(String message) {
        super(message);
    }
}
