package io.mudanza.engine.extract;

import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Rows that come from elsewhere and take the place of those that some tables of the source have: a file of another
 * database for the schema of this one. Tables that it does not bring are read as they are.
 */
public interface OtherRows {

    /**
     * Says what it brings, before anything is read.
     *
     * @param head what the source holds
     * @return the same with the columns and sizes of the tables that are brought
     * @throws EngineException when it does not fit the schema
     */
    Head fit(Head head) throws EngineException;

    /** Whether the rows of that table come from here. Asked after {@link #fit}. */
    boolean brings(TableHead table);

    /**
     * Reads until nothing is left; called by every worker once, at the same time.
     *
     * @param outputs where the rows of a table go; each worker asks for its own
     */
    void read(Function<TableHead, RowOutput> outputs, Cancellation cancellation)
            throws EngineException, IOException, InterruptedException;

    /** Where sequences have to stand now that all rows were read. */
    List<SequenceState> sequences(List<SequenceState> read);

    /** The head that the manifest gets: with what turned out not to be carried. */
    Head ended(Head head) throws EngineException;
}
