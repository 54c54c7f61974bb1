package io.mudanza.bundle.manifest;

import io.mudanza.bundle.digest.RowDigest;

/**
 * All rows of one table.
 *
 * @param table      id of the table in the head
 * @param parts      number of its parts
 * @param plainBytes length before compression
 * @param digest     digest of all rows, with their number
 */
public record TableTotal(String table, int parts, long plainBytes, RowDigest digest) {}
