package io.mudanza.engine.verify;

/**
 * The check of one foreign key of the target.
 *
 * @param name    {@code schema.table constraint}
 * @param orphans rows that point to nothing; -1 when they were not counted
 * @param verdict EQUAL without orphans; DIFFERENT with orphans though the constraint forbids them; NOT_VERIFIED where
 *                the constraint is NOT VALID and the orphans came from the source, or where nothing was counted
 * @param reason  why it is not EQUAL; null when it is
 */
public record RelationVerdict(String name, long orphans, Verdict verdict, String reason) {}
