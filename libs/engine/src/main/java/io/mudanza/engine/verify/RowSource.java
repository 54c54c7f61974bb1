package io.mudanza.engine.verify;

import io.mudanza.bundle.digest.RowSink;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import java.io.IOException;

/** Reads the rows of a table, as often as it is asked to, in the format that the head tells. */
public interface RowSource {

    /** Hands all rows of the table to the sink. */
    void read(TableHead table, RowSink sink) throws EngineException, IOException, InterruptedException;
}
