package io.mudanza.engine.people;

import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.DigestSink;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.plan.CopyReader;
import io.mudanza.engine.plan.CopyStatements;
import io.mudanza.engine.plan.Piece;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Digests of some rows of the user table and its partitions, by the heads of the backup's tables. */
final class TouchedRows {

    private static final String TREE = """
            WITH RECURSIVE tree(oid) AS (
                SELECT ?::pg_catalog.oid
                UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN tree t ON i.inhparent = t.oid)
            SELECT n.nspname || '.' || c.relname FROM tree JOIN pg_catalog.pg_class c USING (oid)
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace""";

    private final Connection connection;
    private final UserTable table;
    private final List<TableHead> heads;

    TouchedRows(Connection connection, UserTable table, List<TableHead> tables) throws SQLException {
        this.connection = connection;
        this.table = table;
        Set<String> tree = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(TREE)) {
            statement.setLong(1, table.oid());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tree.add(rows.getString(1));
                }
            }
        }
        this.heads = tables.stream().filter(head -> tree.contains(head.label())).toList();
    }

    Map<TableHead, RowDigest> digests(Collection<String> ids, Cancellation cancellation)
            throws SQLException, IOException, EngineException {
        Map<TableHead, RowDigest> digests = new LinkedHashMap<>();
        for (TableHead head : heads) {
            digests.put(head, ids.isEmpty() ? RowDigest.EMPTY : digest(head, ids, cancellation));
        }
        return digests;
    }

    private RowDigest digest(TableHead head, Collection<String> ids, Cancellation cancellation)
            throws SQLException, IOException, EngineException {
        String only = "WHERE " + table.idText() + " IN ("
                + ids.stream().map(Sql::text).collect(Collectors.joining(", ")) + ")";
        TableHead some = new TableHead(head.id(), head.schema(), head.name(), head.columns(), head.keyColumns(),
                head.format(), head.estimatedRows(), head.estimatedBytes(), only);
        DigestAccumulator digest = new DigestAccumulator();
        CopyReader.read(connection, CopyStatements.out(new Piece(some, 0, -1, 0)), head.format(),
                new DigestSink(digest), cancellation);
        return digest.digest();
    }
}
