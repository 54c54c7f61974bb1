package io.mudanza.token.audit;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.problem.TokenProblem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Adds rows within the caller's transaction, and reads them. */
@ApplicationScoped
class AuditTrail implements TokenAudit, PanacheRepositoryBase<AuditEntity, Long> {

    private static final int LONGEST = 200;

    @Override
    public void add(
            Instant at, String tokenId, AuditAction action, String outcome, String address, String actor, String detail) {
        persist(new AuditEntity(at, tokenId, action.wire(), outcome, shown(address), shown(actor),
                shown(detail)));
    }

    @Override
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
