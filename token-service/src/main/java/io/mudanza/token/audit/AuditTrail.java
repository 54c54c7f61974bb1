package io.mudanza.token.audit;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.problem.TokenProblem;
import io.mudanza.token.time.TokenClock;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Adds rows within the caller's transaction, and reads them. */
@ApplicationScoped
public class AuditTrail implements PanacheRepositoryBase<AuditEntity, Long> {

    private static final int LONGEST = 200;

    private final TokenClock clock;

    AuditTrail(TokenClock clock) {
        this.clock = clock;
    }

    /**
     * Adds a row.
     *
     * @param address of the caller's socket, or null
     * @param actor   public id of the token that asked for it, or the name of a service, or null
     */
    public void add(String tokenId, AuditAction action, String outcome, String address, String actor, String detail) {
        persist(new AuditEntity(clock.now(), tokenId, action.wire(), outcome, shown(address), shown(actor),
                shown(detail)));
    }

    /** The rows of a token, newest first. */
    public AuditPage page(String tokenId, int limit, String cursor) {
        long before = cursor == null ? Long.MAX_VALUE : seq(cursor);
        List<AuditEntry> entries = find("tokenId = ?1 and seq < ?2 order by seq desc", tokenId, before)
                .page(0, limit).stream()
                .map(row -> new AuditEntry(row.seq, row.at, row.action, row.outcome, row.address, row.actor,
                        row.detail))
                .toList();
        return new AuditPage(entries,
                entries.size() < limit ? null : String.valueOf(entries.getLast().seq()));
    }

    private static long seq(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new TokenProblem(ProblemCode.INVALID_REQUEST,
                    "cursor must be the next_cursor of the page before");
        }
    }

    /** Comes from outside: without control characters and never long, so that it cannot forge a line anywhere. */
    private static String shown(String text) {
        if (text == null) {
            return null;
        }
        String clean = text.replaceAll("\\p{C}", "?");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }
}
