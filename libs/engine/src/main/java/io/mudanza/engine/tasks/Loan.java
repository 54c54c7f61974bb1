package io.mudanza.engine.tasks;

import io.mudanza.engine.EngineException;
import java.io.IOException;
import java.sql.SQLException;

/** A task as another process does it. */
public interface Loan {

    /** What is to be done: JSON, free of secrets. */
    String content();

    /** It was done. */
    void done(Assistants.Answer.Done answer) throws EngineException, SQLException, IOException;

    /**
     * Somebody had begun it and is silent. What it left open is ended here, before it is begun again.
     *
     * @param mark what the other named its session
     */
    void lapsed(String mark) throws EngineException, SQLException;
}
