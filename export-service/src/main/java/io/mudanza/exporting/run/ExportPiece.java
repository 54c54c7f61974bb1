package io.mudanza.exporting.run;

/**
 * A piece of an export that another replica reads.
 *
 * @param attempt the attempt whose folder takes the parts
 * @param content what the engine wrote
 */
record ExportPiece(long attempt, String content) {}
