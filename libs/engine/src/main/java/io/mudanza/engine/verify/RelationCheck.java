package io.mudanza.engine.verify;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.connect.WorkerGroup;
import io.mudanza.engine.extract.Snapshot;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * Looks for rows that point to nothing, by joining, because {@code convalidated} only tells what PostgreSQL was made to
 * believe.
 */
final class RelationCheck {

    /** Names, columns and the equality operators of each foreign key that is not inherited from a partitioned table. */
    private static final String KEYS = """
            SELECT k.conname, k.convalidated, k.confmatchtype, cn.nspname, c.relname, c.relkind, pn.nspname, p.relname,
                   p.relkind, coalesce(pg_catalog.to_jsonb(k) ->> 'conperiod', 'false')::pg_catalog.bool,
                   coalesce(pg_catalog.to_jsonb(k) ->> 'conenforced', 'true')::pg_catalog.bool,
                   ARRAY(SELECT a.attname::pg_catalog.text
                         FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY u(n, pos) JOIN pg_catalog.pg_attribute a
                         ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.pos),
                   ARRAY(SELECT a.attname::pg_catalog.text
                         FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY u(n, pos) JOIN pg_catalog.pg_attribute a
                         ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.pos),
                   ARRAY(SELECT pg_catalog.quote_ident(n.nspname) || '.' || o.oprname
                         FROM pg_catalog.unnest(k.conpfeqop) WITH ORDINALITY u(op, pos)
                         JOIN pg_catalog.pg_operator o ON o.oid = u.op
                         JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace ORDER BY u.pos),
                   ARRAY(SELECT n.nspname || '.' || t.relname
                         FROM pg_catalog.pg_class t JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
                         WHERE t.relkind <> 'p' AND t.oid IN (k.conrelid, k.confrelid)
                            OR t.oid IN (SELECT relid FROM pg_catalog.pg_partition_tree(k.conrelid) WHERE isleaf)
                            OR t.oid IN (SELECT relid FROM pg_catalog.pg_partition_tree(k.confrelid) WHERE isleaf))
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
            JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
            JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
            JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
            WHERE k.contype = 'f' AND k.conparentid = 0 AND cn.nspname NOT LIKE '\\_mudanza%'
            ORDER BY 4, 5, 1""";

    private record Key(String name, boolean binding, boolean temporal, String sql, Set<String> tables) {}

    private final VerifyRequest request;
    private final Snapshot snapshot;
    private final Set<String> equalTables;
    private final Set<String> unchanged;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    /**
     * @param tables    how the tables compared
     * @param unchanged tables that hold what the load wrote, so that PostgreSQL's own check of a key stands
     */
    RelationCheck(
            VerifyRequest request, Snapshot snapshot, List<TableVerdict> tables, Set<String> unchanged,
            ProgressListener progress, Cancellation cancellation) {
        this.unchanged = unchanged;
        this.equalTables = tables.stream().filter(table -> table.verdict() == Verdict.EQUAL)
                .map(TableVerdict::label).collect(Collectors.toSet());
        this.request = request;
        this.snapshot = snapshot;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    List<RelationVerdict> check() throws EngineException, SQLException, InterruptedException {
        List<Key> keys = keys(snapshot.keeper());
        Queue<RelationVerdict> verdicts = new ConcurrentLinkedQueue<>();
        Queue<Key> queue = new ConcurrentLinkedQueue<>(keys);
        DatabaseAddress target = request.target();
        try (WorkerGroup group = new WorkerGroup(Side.TARGET, "checking foreign keys", cancellation)) {
            for (int i = 0; i < Math.min(request.workers(), keys.size()); i++) {
                group.start("relations-" + i, () -> {
                    Connection connection = group.open(target);
                    try {
                        snapshot.join(connection);
                        for (Key key = queue.poll(); key != null && !group.stopped(); key = queue.poll()) {
                            verdicts.add(verdict(connection, key));
                        }
                    } finally {
                        group.close(connection);
                    }
                });
            }
            group.await();
        }
        return verdicts.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }

    private RelationVerdict verdict(Connection connection, Key key) throws SQLException {
        progress.doing("checking " + key.name());
        if (key.temporal() || request.level() != VerifyLevel.FULL) {
            return new RelationVerdict(key.name(), -1, Verdict.NOT_VERIFIED,
                    key.temporal() ? "Foreign keys over periods are not checked." : "Only rows were counted.");
        }
        if (key.binding() && unchanged.containsAll(key.tables())) {
            // The load created the key over these very rows, and PostgreSQL looked for orphans then.
            return new RelationVerdict(key.name(), 0, Verdict.EQUAL, null);
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(key.sql())) {
                row.next();
                long orphans = row.getLong(1);
                if (orphans == 0) {
                    return new RelationVerdict(key.name(), 0, Verdict.EQUAL, null);
                }
                return withOrphans(key, orphans);
            }
        }
    }

    private RelationVerdict withOrphans(Key key, long orphans) {
        if (key.binding()) {
            return new RelationVerdict(key.name(), orphans, Verdict.DIFFERENT, "Rows point to nothing.");
        }
        // Both sides of the relation are the source's to the byte, and so are the rows that point to nothing.
        return equalTables.containsAll(key.tables())
                ? new RelationVerdict(key.name(), orphans, Verdict.EQUAL, orphans
                        + " rows point to nothing, as at the source: this NOT VALID constraint was never checked there.")
                : new RelationVerdict(key.name(), orphans, Verdict.NOT_VERIFIED, "Rows point to nothing, which this"
                        + " NOT VALID constraint was never checked for, and its tables did not compare equal.");
    }

    private static List<Key> keys(Connection connection) throws SQLException {
        List<Key> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(KEYS)) {
                while (row.next()) {
                    keys.add(key(row));
                }
            }
        }
        return keys;
    }

    private static Key key(ResultSet row) throws SQLException {
        String child = only(row.getString(6)) + Sql.name(row.getString(4), row.getString(5));
        String parent = only(row.getString(9)) + Sql.name(row.getString(7), row.getString(8));
        String[] columns = (String[]) row.getArray(12).getArray();
        String[] referenced = (String[]) row.getArray(13).getArray();
        String[] operators = (String[]) row.getArray(14).getArray();
        List<String> present = new ArrayList<>();
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            present.add("c." + Sql.name(columns[i]) + " IS NOT NULL");
            equal.add("p." + Sql.name(referenced[i]) + " OPERATOR(" + operators[i] + ") c." + Sql.name(columns[i]));
        }
        // MATCH FULL forbids keys that are null in part; the others allow them.
        boolean full = row.getString(3).equals("f");
        String sql = "SELECT pg_catalog.count(*) FROM " + child + " c WHERE ("
                + String.join(full ? " OR " : " AND ", present) + ") AND NOT EXISTS (SELECT FROM " + parent
                + " p WHERE " + String.join(" AND ", equal) + ")";
        return new Key(row.getString(4) + "." + row.getString(5) + " " + row.getString(1),
                row.getBoolean(2) && row.getBoolean(11), row.getBoolean(10), sql,
                Set.of((String[]) row.getArray(15).getArray()));
    }

    private static String only(String kind) {
        return kind.equals("p") ? "" : "ONLY ";
    }
}
