package io.mudanza.engine.extract;

import io.mudanza.bundle.digest.RowSink;
import java.io.IOException;

/** Takes rows of one table in the form that its head tells and cuts them into parts. For one thread. */
public interface RowOutput extends RowSink, AutoCloseable {

    /** No more rows: what is open is sealed. */
    void end() throws IOException;

    /** Removes what is not sealed. */
    @Override
    void close() throws IOException;
}
