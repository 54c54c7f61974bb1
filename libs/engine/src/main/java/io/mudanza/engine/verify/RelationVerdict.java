package io.mudanza.engine.verify;

/**
 * The check of one foreign key of the target.
 *
 * @param name    {@code schema.table constraint}
 * @param orphans rows that point to nothing; -1 when they were not counted
 * @param verdict EQUAL without orphans, and with those of a NOT VALID constraint whose tables compared EQUAL;
 *                DIFFERENT with orphans though the constraint forbids them; NOT_VERIFIED where the constraint is NOT
 *                VALID and its tables did not compare EQUAL, or where nothing was counted
 * @param reason  why it is not EQUAL, or why it is EQUAL with orphans; else null
 */
public record RelationVerdict(String name, long orphans, Verdict verdict, String reason) {}
