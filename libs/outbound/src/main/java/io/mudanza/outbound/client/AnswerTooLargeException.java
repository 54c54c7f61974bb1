package io.mudanza.outbound.client;

import java.io.IOException;

/** A body has more bytes than its reader wants; the connection was closed. */
public final class AnswerTooLargeException extends IOException {

    AnswerTooLargeException(long largest) {
        super("the answer has more than " + largest + " bytes");
    }
}
