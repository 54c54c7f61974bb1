package io.mudanza.sqlite.dumpdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.sqlite.source.SourceTable;
import io.mudanza.sqlite.target.TargetKey;
import io.mudanza.sqlite.target.TargetTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * References by natural key, noted while the dump is read and resolved when all of it is there. What a natural key is
 * made of says no schema; the unique constraints of the table say what it can be.
 */
final class NaturalKeys {

    private static final int LOOK = 200;

    private record Reference(String table, long row, String column, String key) {}

    private final Connection lite;
    private final Map<String, ModelTable> tables;
    private final Set<ModelTable> withoutNumber = new LinkedHashSet<>();
    private final NaturalLookup lookup;
    private PreparedStatement refers;
    private PreparedStatement owner;

    NaturalKeys(Connection lite, DatabaseAddress schema, TargetTables target, Map<String, ModelTable> tables) {
        this.lite = lite;
        this.tables = tables;
        this.lookup = new NaturalLookup(lite, schema, target, tables);
    }

    void begin() throws SQLException {
        try (Statement statement = lite.createStatement()) {
            statement.execute("CREATE TEMP TABLE refers (tbl, row, col, key)");
            statement.execute("CREATE TEMP TABLE owners (tbl, row, col, of, of_row)");
        }
        refers = lite.prepareStatement("INSERT INTO temp.refers VALUES (?, ?, ?, ?)");
        owner = lite.prepareStatement("INSERT INTO temp.owners VALUES (?, ?, ?, ?, ?)");
    }

    /** A column holds a natural key in place of a number. */
    void refers(ModelTable table, long row, String column, JsonNode key) throws SQLException {
        refers.setString(1, table.table().label());
        refers.setLong(2, row);
        refers.setString(3, column);
        refers.setString(4, key.toString());
        refers.executeUpdate();
    }

    /** A row belongs to an object that has no number yet. */
    void owner(ModelTable table, long row, String column, ModelTable of, long ofRow) throws SQLException {
        owner.setString(1, table.table().label());
        owner.setLong(2, row);
        owner.setString(3, column);
        owner.setString(4, of.table().label());
        owner.setLong(5, ofRow);
        owner.executeUpdate();
    }

    /** An object of that table was dumped without its primary key. */
    void withoutNumber(ModelTable table) {
        withoutNumber.add(table);
    }

    void resolve(Cancellation cancellation) throws SQLException, EngineException {
        refers.close();
        owner.close();
        try (Statement statement = lite.createStatement()) {
            for (ModelTable table : withoutNumber) {
                String pk = SourceTable.quoted(table.primaryKey());
                String name = SourceTable.quoted(table.name());
                statement.execute("UPDATE " + name + " SET " + pk + " = (SELECT coalesce(max(" + pk + "), 0) FROM " + name
                        + " WHERE typeof(" + pk + ") = 'integer') + rowid WHERE " + pk + " IS NULL");
            }
            owners(statement);
        }
        references(cancellation);
        lookup.close();
    }

    private void owners(Statement statement) throws SQLException {
        record Owned(String table, String column, String of) {}
        List<Owned> all = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SELECT DISTINCT tbl, col, of FROM temp.owners")) {
            while (row.next()) {
                all.add(new Owned(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        for (Owned owned : all) {
            ModelTable of = tables.get(owned.of());
            statement.execute("UPDATE " + SourceTable.quoted(tables.get(owned.table()).name()) + " AS t SET "
                    + SourceTable.quoted(owned.column()) + " = (SELECT o." + SourceTable.quoted(of.primaryKey()) + " FROM "
                    + SourceTable.quoted(of.name()) + " o JOIN temp.owners w ON o.rowid = w.of_row WHERE w.tbl = "
                    + text(owned.table()) + " AND w.row = t.rowid) WHERE " + SourceTable.quoted(owned.column()) + " IS NULL");
        }
    }

    private static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Tables that others refer to by keys with references of their own come first: a few rounds are enough for any chain. */
    private void references(Cancellation cancellation) throws SQLException, EngineException {
        try (Statement statement = lite.createStatement()) {
            statement.execute("CREATE INDEX temp.owners_row ON owners (tbl, row)");
        }
        Map<String, Object> known = new HashMap<>();
        int count = 0;
        List<Reference> left = all();
        for (int before = Integer.MAX_VALUE; !left.isEmpty() && left.size() < before; ) {
            before = left.size();
            List<Reference> unresolved = new ArrayList<>();
            for (Reference reference : left) {
                if (++count % LOOK == 0) {
                    cancellation.check();
                }
                ModelTable table = tables.get(reference.table());
                TargetKey key = table.keyOf(reference.column());
                String label = key.toSchema() + "." + key.toTable() + reference.key();
                Object value = known.get(label);
                if (value == null) {
                    value = lookup.find(key, parsed(reference.key()));
                }
                if (value == null) {
                    unresolved.add(reference);
                } else {
                    known.put(label, value);
                    set(table, reference, value);
                }
            }
            left = unresolved;
        }
        // What stays is a text where a number belongs, and is rejected with its row.
    }

    private List<Reference> all() throws SQLException {
        List<Reference> all = new ArrayList<>();
        try (Statement statement = lite.createStatement();
                ResultSet row = statement.executeQuery("SELECT tbl, row, col, key FROM temp.refers")) {
            while (row.next()) {
                all.add(new Reference(row.getString(1).intern(), row.getLong(2), row.getString(3).intern(), row.getString(4)));
            }
        }
        return all;
    }

    private void set(ModelTable table, Reference reference, Object value) throws SQLException {
        try (PreparedStatement update = lite.prepareStatement("UPDATE " + SourceTable.quoted(table.name()) + " SET "
                + SourceTable.quoted(reference.column()) + " = ? WHERE rowid = ?")) {
            update.setObject(1, value);
            update.setLong(2, reference.row());
            update.executeUpdate();
        }
    }

    private static JsonNode parsed(String key) {
        try {
            return DumpReader.MAPPER.readTree(key);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was just written", e);
        }
    }
}
