package io.mudanza.contracts.progress;

/**
 * How far one table is.
 *
 * @param table     {@code schema.table}
 * @param rowsDone  rows so far
 * @param rowsTotal rows expected, -1 when unknown
 * @param bytesDone plain bytes so far
 */
public record TableProgress(String table, long rowsDone, long rowsTotal, long bytesDone) {}
