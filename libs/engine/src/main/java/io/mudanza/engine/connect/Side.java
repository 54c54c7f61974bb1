package io.mudanza.engine.connect;

/** Which end of the migration a connection belongs to; decides how its errors are called. */
public enum Side {
    SOURCE,
    TARGET
}
