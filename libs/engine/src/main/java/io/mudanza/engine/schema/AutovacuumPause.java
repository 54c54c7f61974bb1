package io.mudanza.engine.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Keeps autovacuum away from the large tables of a load: it would look at each of them as soon as its rows are there, and
 * whoever wants to build an index meanwhile waits until the server sends it away ({@code deadlock_timeout}, a second).
 * Which tables were told so stands in {@code _mudanza.unvacuumed}, written in the same transaction. Tables for which the
 * platform itself has decided are left alone.
 */
final class AutovacuumPause {

    /** So many at once, because each costs the server a lock until the transaction ends. */
    private static final int MOST = 1000;

    private static final String THERE = "SELECT 1 WHERE pg_catalog.to_regclass('_mudanza.unvacuumed') IS NOT NULL";

    private static final String UNDECIDED = """
            SELECT n.nspname, c.relname
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND pg_catalog.pg_has_role(c.relowner, 'USAGE') AND NOT EXISTS (
                SELECT FROM pg_catalog.unnest(c.reloptions) o(o) WHERE o.o LIKE 'autovacuum_enabled=%')""";

    private AutovacuumPause() {}

    /**
     * Begins it, once for a target: a load that goes on after a crash finds it begun or ended.
     *
     * @param tables {@code "schema"."table"} of each
     */
    static void begin(SchemaSession session, Collection<String> tables) throws SQLException {
        if (tables.isEmpty() || !session.rows(THERE).isEmpty()) {
            session.commit();
            return;
        }
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE _mudanza.unvacuumed (relation text NOT NULL PRIMARY KEY)");
        Set<String> wanted = Set.copyOf(tables);
        session.rows(UNDECIDED).stream()
                .map(row -> new QualifiedName(row[0], row[1]).quoted())
                .filter(wanted::contains)
                .limit(MOST)
                .forEach(table -> {
                    statements.add("ALTER TABLE ONLY " + table + " SET (autovacuum_enabled = off)");
                    statements.add("INSERT INTO _mudanza.unvacuumed VALUES (" + SchemaSession.literal(table) + ")");
                });
        session.run(String.join(";\n", statements));
        session.commit();
    }

    /** Ends it; to be called before the platform's event triggers are there, which would hear of it. */
    static void end(SchemaSession session) throws SQLException {
        if (!session.rows(THERE).isEmpty()) {
            List<String> statements = new ArrayList<>();
            for (String[] row : session.rows("SELECT relation FROM _mudanza.unvacuumed ORDER BY relation")) {
                statements.add("ALTER TABLE ONLY " + row[0] + " RESET (autovacuum_enabled)");
            }
            if (!statements.isEmpty()) {
                statements.add("DELETE FROM _mudanza.unvacuumed");
                session.run(String.join(";\n", statements));
            }
        }
        session.commit();
    }
}
