package io.mudanza.engine.checkpoint;

import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.schema.SchemaPlace;

/**
 * Where the new state is loaded.
 *
 * @param mode    how it gets into place
 * @param address the database to load into: the shadow, or the target itself in place
 * @param place   how its schema is applied
 */
public record PreparedTarget(SwitchMode mode, DatabaseAddress address, SchemaPlace place) {}
