package io.mudanza.outbound.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * The body of an answer, never more than a number of bytes. Closing it before its end cuts the connection instead of
 * reading what is left: a body without an end must not hold anybody up.
 */
final class AnswerBody extends FilterInputStream {

    private final ClassicHttpResponse response;
    private final HttpUriRequestBase call;
    private final long largest;
    private long count;
    private volatile boolean ended;

    AnswerBody(InputStream content, ClassicHttpResponse response, HttpUriRequestBase call, long largest) {
        super(content);
        this.response = response;
        this.call = call;
        this.largest = largest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = in.read(target, from, length);
        if (read < 0) {
            ended = true;
            return -1;
        }
        count += read;
        if (count > largest) {
            close();
            throw new AnswerTooLargeException(largest);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            response.close();
        } else {
            call.cancel();
        }
    }
}
