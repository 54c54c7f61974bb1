package io.mudanza.examples.tuki;

import java.io.IOException;
import java.sql.SQLException;

/** The rows of one table. */
interface TableRows {

    /** The table with its columns, as COPY names them. */
    String target();

    /** Writes every row and calls {@link Sink#rowDone} after each. */
    void write(CopyRow row, Sink sink) throws IOException, SQLException;

    /** Takes the rows away before there are too many. */
    interface Sink {
        void rowDone() throws IOException, SQLException;
    }
}
