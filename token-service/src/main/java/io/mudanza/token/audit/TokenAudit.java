package io.mudanza.token.audit;

import java.time.Instant;

/** Where the token-service writes down what was done with tokens, and reads it. The one door to the audit. */
public interface TokenAudit {

    /**
     * Adds an entry, in the caller's transaction: either both are kept or none.
     *
     * @param tokenId public id of the token
     * @param outcome {@code ok}, or the reason of a refusal
     * @param address of the caller's socket, or null
     * @param actor   public id of the token that asked for it, or the name of a service, or null
     */
    void add(Instant at, String tokenId, AuditAction action, String outcome, String address, String actor, String detail);

    /**
     * The entries of a token, newest first.
     *
     * @param limit  1 to 500
     * @param cursor {@code next_cursor} of the page before, or null
     */
    AuditPage page(String tokenId, int limit, String cursor);
}
