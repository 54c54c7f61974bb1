package io.mudanza.sqlite.convert;

import io.mudanza.engine.EngineException;
import io.mudanza.sqlite.source.Value;

/** Writes values of one column. For one thread. */
@FunctionalInterface
public interface Converter {

    /**
     * Writes a value that is not NULL as the next field.
     *
     * @throws UnfitException  when it cannot be held without loss; the field may be half written
     * @throws EngineException when the server that is asked is gone
     */
    void write(Value value, Tuple tuple) throws UnfitException, EngineException;
}
