package io.mudanza.engine.schema;

import io.mudanza.bundle.digest.Sha256;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which entries the target has. A row is written in the transaction that applies the entry, so a crash repeats nothing
 * and loses nothing.
 */
final class AppliedEntries {

    private final String section;
    private final Set<String> applied = ConcurrentHashMap.newKeySet();

    private AppliedEntries(String section) {
        this.section = section;
    }

    static AppliedEntries open(SchemaSession session, String section) throws SQLException {
        session.run("SELECT pg_catalog.pg_advisory_xact_lock(6830221)");
        // Asked first: when the event triggers of the platform are in place, they may forbid even what does nothing.
        if (session.rows("SELECT 1 WHERE pg_catalog.to_regclass('_mudanza.applied') IS NOT NULL").isEmpty()) {
            create(session);
        }
        session.commit();
        AppliedEntries entries = new AppliedEntries(section);
        session.rows("SELECT entry, digest FROM _mudanza.applied WHERE section = " + SchemaSession.literal(section))
                .forEach(row -> entries.applied.add(row[0] + ":" + row[1]));
        session.commit();
        return entries;
    }

    private static void create(SchemaSession session) throws SQLException {
        session.run("CREATE SCHEMA IF NOT EXISTS _mudanza");
        session.run("CREATE TABLE IF NOT EXISTS _mudanza.applied (section text NOT NULL, entry integer NOT NULL,"
                + " digest text NOT NULL, applied_at timestamptz NOT NULL DEFAULT pg_catalog.now(),"
                + " PRIMARY KEY (section, entry, digest))");
    }

    boolean has(SchemaEntry entry) {
        return applied.contains(key(entry));
    }

    /** Part of the caller's transaction. */
    void write(SchemaSession session, SchemaEntry entry) throws SQLException {
        session.run(insert(entry));
    }

    /** The statement of {@link #write}. */
    String insert(SchemaEntry entry) {
        return "INSERT INTO _mudanza.applied (section, entry, digest) VALUES (" + SchemaSession.literal(section)
                + ", " + entry.index() + ", " + SchemaSession.literal(digest(entry)) + ")";
    }

    private static String key(SchemaEntry entry) {
        return entry.index() + ":" + digest(entry);
    }

    private static String digest(SchemaEntry entry) {
        return Sha256.hex(entry.label() + "\n" + String.join(";\n", entry.statements())).substring(0, 32);
    }
}
