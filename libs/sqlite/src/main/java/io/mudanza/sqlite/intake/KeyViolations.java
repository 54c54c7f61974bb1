package io.mudanza.sqlite.intake;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.sqlite.reject.Rejects;
import io.mudanza.sqlite.source.RowReader;
import io.mudanza.sqlite.source.SourceTable;
import io.mudanza.sqlite.source.SqliteFile;
import io.mudanza.sqlite.source.SqliteProblem;
import io.mudanza.sqlite.target.TargetKey;
import io.mudanza.sqlite.target.TargetTables;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sqlite.SQLiteConnection;

/**
 * Finds the rows of a file that the keys of the target refuse: those that refer to rows which are not there, because
 * SQLite never looked or because they were rejected themselves, and those that are there twice. Ends when every row that
 * is left refers to rows that are left.
 */
final class KeyViolations {

    private final SqliteFile file;
    private final Map<String, Pair> pairs = new LinkedHashMap<>();
    private final TargetTables target;
    private final OtherKeys others;
    private final Rejects rejects;
    private final LeftRows left = new LeftRows();
    private final LeftRows refused;
    private final SQLiteConnection connection;
    private boolean found;

    /** @param refused rows that do not fit for other reasons; they are reported by whoever reads them again */
    KeyViolations(
            SqliteFile file, List<Pair> pairs, TargetTables target, DatabaseAddress schema, Rejects rejects,
            LeftRows refused) {
        this.file = file;
        this.target = target;
        this.others = new OtherKeys(file.connection(0), schema);
        this.rejects = rejects;
        this.refused = refused;
        this.connection = file.connection(0);
        pairs.forEach(pair -> this.pairs.put(pair.to().label(), pair));
    }

    LeftRows find(Cancellation cancellation) throws EngineException {
        try {
            int number = 0;
            for (Pair pair : pairs.values()) {
                out(pair, number++);
            }
            for (Pair pair : pairs.values()) {
                duplicates(pair, cancellation);
            }
            do {
                found = false;
                for (TargetKey key : target.keys()) {
                    orphans(key, cancellation);
                }
            } while (found);
            return left;
        } catch (SQLException e) {
            throw SqliteProblem.of(e, file.path(), "looking for rows that stand in the way of keys");
        } catch (IOException e) {
            throw new IllegalStateException("nothing was written", e);
        }
    }

    private final Map<String, String> outs = new LinkedHashMap<>();

    /** A table beside each, of the rows that are out: by number, or by the name that they have here. */
    private void out(Pair pair, int number) throws SQLException {
        String name = "temp.mudanza_out_" + number;
        outs.put(pair.to().label(), name);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + name);
            statement.execute("CREATE TABLE " + name + " (id PRIMARY KEY) WITHOUT ROWID");
        }
        for (Object row : refused.of(pair.from().name())) {
            out(pair, row);
        }
    }

    private void out(Pair pair, Object row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR IGNORE INTO " + outs.get(pair.to().label()) + " VALUES (?)")) {
            insert.setObject(1, row);
            insert.execute();
        }
    }

    private void duplicates(Pair pair, Cancellation cancellation) throws EngineException, IOException, SQLException {
        SourceTable table = pair.from();
        if (table.rowid() == null) {
            return;
        }
        for (List<String> unique : pair.to().uniques()) {
            List<String> columns = unique.stream().map(pair::source).toList();
            if (columns.contains(null)) {
                continue;
            }
            String list = quoted(columns, "");
            take(pair, "SELECT " + quoted(pair.names(), "") + ", " + table.rowid() + " FROM " + SourceTable.quoted(table.name())
                    + " WHERE " + table.rowid() + " IN (SELECT id FROM (SELECT " + table.rowid()
                    + " AS id, row_number() OVER (PARTITION BY " + list + " ORDER BY " + table.rowid()
                    + ") AS place FROM " + SourceTable.quoted(table.name()) + " WHERE " + notNull(columns, "")
                    + " AND " + table.rowid() + " NOT IN (SELECT id FROM " + outs.get(pair.to().label())
                    + ")) WHERE place > 1)", "an earlier row has the same " + String.join(", ", unique), cancellation);
        }
    }

    private void orphans(TargetKey key, Cancellation cancellation) throws EngineException, IOException, SQLException {
        Pair child = pairs.get(key.schema() + "." + key.table());
        if (child == null) {
            return;
        }
        List<String> referring = key.columns().stream().map(child::source).toList();
        if (referring.contains(null)) {
            return;
        }
        Pair parent = pairs.get(key.toSchema() + "." + key.toTable());
        List<String> referred = parent == null ? key.referred() : key.referred().stream().map(parent::source).toList();
        if (referred.contains(null)) {
            return;
        }
        String from = parent == null ? others.of(key) : SourceTable.quoted(parent.from().name());
        StringBuilder match = new StringBuilder();
        for (int i = 0; i < referred.size(); i++) {
            match.append(i == 0 ? "" : " AND ").append("p.").append(SourceTable.quoted(referred.get(i))).append(" = c.")
                    .append(SourceTable.quoted(referring.get(i)));
        }
        if (parent != null) {
            match.append(" AND ").append(name(parent, "p")).append(" NOT IN (SELECT id FROM ")
                    .append(outs.get(parent.to().label())).append(")");
        }
        String number = child.from().rowid() == null ? "" : ", c." + child.from().rowid();
        take(child, "SELECT " + quoted(child.names(), "c.") + number + " FROM " + SourceTable.quoted(child.from().name())
                + " c WHERE " + notNull(referring, "c.") + " AND " + name(child, "c") + " NOT IN (SELECT id FROM "
                + outs.get(child.to().label()) + ") AND NOT EXISTS (SELECT 1 FROM " + from + " p WHERE " + match + ")",
                "it refers by " + String.join(", ", key.columns()) + " to a row of " + key.toSchema() + "." + key.toTable()
                        + " that is not there", cancellation);
    }

    /** What names a row within SQL, the same as {@link LeftRows#name}. */
    private static String name(Pair pair, String alias) {
        if (pair.from().rowid() != null) {
            return alias + "." + pair.from().rowid();
        }
        return pair.from().primaryKey().stream()
                .map(column -> alias + "." + SourceTable.quoted(column))
                .map(column -> "CASE typeof(" + column + ") WHEN 'integer' THEN 'i' WHEN 'real' THEN 'r' WHEN 'null' THEN 'n'"
                        + " ELSE 't' END || coalesce(" + column + ", '') || char(0)")
                .collect(Collectors.joining(" || "));
    }

    private void take(Pair pair, String sql, String reason, Cancellation cancellation)
            throws EngineException, IOException, SQLException {
        List<String> names = pair.names();
        List<Object> rows = new ArrayList<>();
        new RowReader(file, 0).read(sql, names.size(), pair.from().rowid() != null, (rowid, values) -> {
            Object name = LeftRows.name(pair.from(), rowid, names, values);
            if (left.add(pair.from().name(), name)) {
                rows.add(name);
                rejects.add(PairReader.rejected(pair, names, rowid, values, null, reason));
            }
        }, cancellation, "looking for rows that stand in the way of keys");
        for (Object row : rows) {
            out(pair, row);
        }
        found |= !rows.isEmpty();
    }

    private static String quoted(List<String> columns, String alias) {
        return columns.stream().map(column -> alias + SourceTable.quoted(column)).collect(Collectors.joining(", "));
    }

    private static String notNull(List<String> columns, String alias) {
        return columns.stream().map(column -> alias + SourceTable.quoted(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }
}
