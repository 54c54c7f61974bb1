package io.mudanza.audit;

/**
 * A row of the trail.
 *
 * @param seq 1, 2, 3 … without a gap
 * @param mac chains it to the row before, lower-case hexadecimal
 */
public record AuditRecord(long seq, AuditEvent event, String mac) {}
