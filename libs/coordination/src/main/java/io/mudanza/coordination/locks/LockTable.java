package io.mudanza.coordination.locks;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The referee: tables {@code lock} and {@code lock_ticket} and the sequence {@code lock_fence} of a schema. Each change is one
 * statement, so a process that dies in the middle leaves nothing half done. A number is drawn while the row is the
 * statement's own: numbers of one name grow in the order in which the lock was given.
 */
final class LockTable {
    /** In place of a ticket: last in line. */
    static final long NO_TICKET = Long.MAX_VALUE;
    private static final int TICKET_SECONDS = 5;

    private final LockConnections connections;
    private final String schema;

    /** @param schema plain name of the service's schema */
    LockTable(LockConnections connections, String schema) {
        if (!schema.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a plain schema name: " + schema);
        }
        this.connections = connections;
        this.schema = schema;
    }

    /** Takes the lock when it is free, nobody stands before the ticket, and the owner may have one more. */
    Optional<LockGrant> take(LockRequest request, long ticket) {
        return given(request, """
                WITH taken AS (
                    UPDATE %1$s.lock AS l SET fence = nextval('%1$s.lock_fence'), secret = ?, owner = ?, holder = ?,
                        since = clock_timestamp(), lease_until = clock_timestamp() + ? * interval '1 ms',
                        taken_over_by = NULL, reason = NULL
                    WHERE l.name = ? AND (l.secret IS NULL OR l.lease_until < clock_timestamp())
                        AND NOT EXISTS (SELECT FROM %1$s.lock_ticket t
                            WHERE t.name = l.name AND t.number < ? AND t.seen_until >= clock_timestamp())
                        AND (SELECT count(*) FROM %1$s.lock o
                            WHERE o.owner = ? AND o.secret IS NOT NULL AND o.lease_until >= clock_timestamp()) < ?
                    RETURNING fence, since, lease_until),
                gone AS (DELETE FROM %1$s.lock_ticket WHERE number = ? AND EXISTS (SELECT FROM taken))
                SELECT fence, since, lease_until FROM taken""", (statement, first) -> {
            statement.setLong(first, ticket);
            statement.setString(first + 1, request.owner());
            statement.setInt(first + 2, request.limit());
            statement.setLong(first + 3, ticket);
        });
    }

    /** Takes the lock whoever has it. */
    LockGrant takeOver(LockRequest request, String reason) {
        makeRow(request.name());
        return given(request, """
                UPDATE %1$s.lock SET fence = nextval('%1$s.lock_fence'), secret = ?, owner = ?, holder = ?,
                    since = clock_timestamp(), lease_until = clock_timestamp() + ? * interval '1 ms',
                    taken_over_by = owner_of_call.id, reason = owner_of_call.reason
                FROM (SELECT ?::text AS name, ?::text AS id, ?::text AS reason) AS owner_of_call
                WHERE lock.name = owner_of_call.name RETURNING fence, since, lease_until""", (statement, first) -> {
            statement.setString(first, request.owner());
            statement.setString(first + 1, reason);
        }).orElseThrow(() -> new IllegalStateException("the row of a lock is gone"));
    }

    /** Values of a statement after those that all grants share. */
    private interface More {
        void set(PreparedStatement statement, int first) throws SQLException;
    }

    private Optional<LockGrant> given(LockRequest request, String sql, More more) {
        String token = LockToken.random();
        long asked = System.nanoTime();
        return ask(sql, statement -> {
            statement.setString(1, LockToken.hash(token));
            statement.setString(2, request.owner());
            statement.setString(3, request.holder());
            statement.setLong(4, request.lease().toMillis());
            statement.setString(5, request.name().text());
            more.set(statement, 6);
            return grant(statement, token, asked);
        });
    }

    /** Holds on; empty when the lock is not the owner's any more. */
    Optional<LockGrant> renew(LockName name, String owner, String token, Duration lease) {
        long asked = System.nanoTime();
        return ask("""
                UPDATE %1$s.lock SET lease_until = clock_timestamp() + ? * interval '1 ms'
                WHERE name = ? AND secret = ? AND owner = ? AND lease_until >= clock_timestamp()
                RETURNING fence, since, lease_until""", statement -> {
            statement.setLong(1, lease.toMillis());
            statement.setString(2, name.text());
            statement.setString(3, LockToken.hash(token));
            statement.setString(4, owner);
            return grant(statement, token, asked);
        });
    }

    /** Gives the lock back; empty when it is not the owner's any more. */
    Optional<Long> release(LockName name, String owner, String token) {
        return ask("""
                UPDATE %1$s.lock SET secret = NULL, owner = NULL, holder = NULL, lease_until = clock_timestamp()
                WHERE name = ? AND secret = ? AND owner = ? AND lease_until >= clock_timestamp() RETURNING fence""", statement -> {
            statement.setString(1, name.text());
            statement.setString(2, LockToken.hash(token));
            statement.setString(3, owner);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        });
    }

    /** How a lock stands for somebody with a ticket; empty when nobody has asked for it lately. */
    Optional<LockState> state(LockName name, String asking, long ticket) {
        return ask("""
                SELECT h.held, CASE WHEN h.held THEN l.owner ELSE f.owner END,
                    CASE WHEN h.held THEN l.holder ELSE f.holder END, l.since, l.lease_until, extract(epoch FROM l.lease_until - now.at) * 1000,
                    l.fence, q.waiting, q.ahead,
                    (SELECT count(*) FROM %1$s.lock o
                        WHERE o.owner = ? AND o.secret IS NOT NULL AND o.lease_until >= now.at),
                    l.taken_over_by, l.reason
                FROM (SELECT clock_timestamp() AS at) AS now CROSS JOIN %1$s.lock AS l
                CROSS JOIN LATERAL (SELECT l.secret IS NOT NULL AND l.lease_until >= now.at AS held) AS h
                CROSS JOIN LATERAL (SELECT count(*) AS waiting, count(*) FILTER (WHERE t.number < ?) AS ahead
                    FROM %1$s.lock_ticket t WHERE t.name = l.name AND t.seen_until >= now.at) AS q
                LEFT JOIN LATERAL (SELECT t.owner, t.holder FROM %1$s.lock_ticket t
                    WHERE t.name = l.name AND t.seen_until >= now.at ORDER BY t.number LIMIT 1) AS f ON true
                WHERE l.name = ?""", statement -> {
            statement.setString(1, asking);
            statement.setLong(2, ticket);
            statement.setString(3, name.text());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(state(row)) : Optional.empty();
            }
        });
    }

    private static LockState state(ResultSet row) throws SQLException {
        boolean held = row.getBoolean(1);
        return new LockState(held, row.getString(2), row.getString(3), held ? instant(row, 4) : null,
                held ? Duration.ofMillis(Math.max(0, row.getLong(6))) : Duration.ZERO, held ? instant(row, 5) : null,
                row.getLong(7), row.getInt(8), row.getInt(9), row.getInt(10), row.getString(11), row.getString(12));
    }

    /** A row that nobody has, where there is none. */
    void makeRow(LockName name) {
        ask("INSERT INTO %1$s.lock (name) VALUES (?) ON CONFLICT DO NOTHING", statement -> {
            statement.setString(1, name.text());
            return statement.executeUpdate();
        });
    }

    /** Stands in line; empty when the owner stands in as many lines as it may. */
    Optional<Long> queue(LockRequest request) {
        return ask("""
                INSERT INTO %1$s.lock_ticket (name, owner, holder, seen_until)
                SELECT ?, ?, ?, clock_timestamp() + interval '""" + TICKET_SECONDS + """
                 s' WHERE (SELECT count(*) FROM %1$s.lock_ticket t
                    WHERE t.owner = ? AND t.seen_until >= clock_timestamp()) < ? RETURNING number""", statement -> {
            statement.setString(1, request.name().text());
            statement.setString(2, request.owner());
            statement.setString(3, request.holder());
            statement.setString(4, request.owner());
            statement.setInt(5, request.limit());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        });
    }

    /** Is still there; false when the place in line was given up for lost. */
    boolean stay(long ticket) {
        return ask("UPDATE %1$s.lock_ticket SET seen_until = clock_timestamp() + interval '" + TICKET_SECONDS
                + " s' WHERE number = ? AND seen_until >= clock_timestamp()", statement -> {
            statement.setLong(1, ticket);
            return statement.executeUpdate() == 1;
        });
    }

    /** Leaves the line. */
    void leave(long ticket) {
        ask("DELETE FROM %1$s.lock_ticket WHERE number = ?", statement -> {
            statement.setLong(1, ticket);
            return statement.executeUpdate();
        });
    }

    /** Removes rows that nobody has used for an hour, and tickets of those who have died. */
    int sweep() {
        int tickets = ask("DELETE FROM %1$s.lock_ticket WHERE seen_until < clock_timestamp() - interval '1 minute'",
                PreparedStatement::executeUpdate);
        return tickets + ask("DELETE FROM %1$s.lock WHERE lease_until < clock_timestamp() - interval '1 hour'",
                PreparedStatement::executeUpdate);
    }

    private interface Question<T> {
        T ask(PreparedStatement statement) throws SQLException;
    }

    private <T> T ask(String sql, Question<T> question) {
        try {
            return connections.use(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(sql.formatted(schema))) {
                    return question.ask(statement);
                }
            });
        } catch (SQLException away) {
            throw new LocksUnavailableException(away);
        }
    }

    private static Optional<LockGrant> grant(PreparedStatement statement, String token, long asked) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(new LockGrant(token, row.getLong(1), instant(row, 2), instant(row, 3), asked))
                    : Optional.empty();
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
