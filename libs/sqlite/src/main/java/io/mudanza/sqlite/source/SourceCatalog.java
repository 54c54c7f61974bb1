package io.mudanza.sqlite.source;

import io.mudanza.engine.EngineException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a SQLite file consists of.
 *
 * @param tables    tables with rows of their own
 * @param others    views, triggers and virtual tables
 * @param sequences highest number handed out for each AUTOINCREMENT table
 */
public record SourceCatalog(List<SourceTable> tables, List<SourceObject> others, Map<String, Long> sequences) {

    /** Reads it under the file's snapshot. */
    public static SourceCatalog read(SqliteFile file) throws EngineException {
        try (Statement statement = file.connection(0).createStatement()) {
            return new Reading(statement).all();
        } catch (SQLException e) {
            throw SqliteProblem.of(e, file.path(), "reading its schema");
        }
    }

    private record Reading(Statement statement) {

        SourceCatalog all() throws SQLException {
            Map<String, String> sql = new LinkedHashMap<>();
            List<SourceObject> others = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT type, name, sql FROM sqlite_schema ORDER BY rowid")) {
                while (row.next()) {
                    switch (row.getString(1)) {
                        case "table" -> sql.put(row.getString(2), String.valueOf(row.getString(3)));
                        case "view", "trigger" -> others.add(new SourceObject(row.getString(1), row.getString(2)));
                        default -> { }
                    }
                }
            }
            Map<String, String[]> kinds = kinds();
            List<SourceTable> tables = new ArrayList<>();
            for (Map.Entry<String, String> table : sql.entrySet()) {
                String[] kind = kinds.getOrDefault(table.getKey(), new String[] {"table", "0", "0"});
                if (table.getKey().startsWith("sqlite_")) {
                    continue;
                }
                if (kind[0].equals("table")) {
                    tables.add(table(table.getKey(), table.getValue(), kind[1].equals("1"), kind[2].equals("1")));
                } else if (kind[0].equals("virtual")) {
                    others.add(new SourceObject("virtual table", table.getKey()));
                }
            }
            return new SourceCatalog(tables, others, sequences(sql.keySet()));
        }

        private Map<String, String[]> kinds() throws SQLException {
            Map<String, String[]> kinds = new HashMap<>();
            try (ResultSet row = statement.executeQuery("SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'")) {
                while (row.next()) {
                    kinds.put(row.getString(1), new String[] {row.getString(2), row.getString(3), row.getString(4)});
                }
            }
            return kinds;
        }

        private Map<String, Long> sequences(Set<String> tables) throws SQLException {
            Map<String, Long> sequences = new HashMap<>();
            if (tables.contains("sqlite_sequence")) {
                try (ResultSet row = statement.executeQuery("SELECT name, seq FROM sqlite_sequence")) {
                    while (row.next()) {
                        sequences.put(row.getString(1), row.getLong(2));
                    }
                }
            }
            return sequences;
        }

        private SourceTable table(String name, String sql, boolean withoutRowid, boolean strict) throws SQLException {
            List<SourceColumn> columns = columns(name);
            String rowid = withoutRowid ? null : rowid(columns);
            long first = 0;
            long last = -1;
            if (rowid != null) {
                // Two questions, because SQLite answers either from the edge of the tree but both together by reading all.
                first = number("SELECT min(" + rowid + ") FROM " + SourceTable.quoted(name), 0);
                last = number("SELECT max(" + rowid + ") FROM " + SourceTable.quoted(name), -1);
            }
            return new SourceTable(name, sql, columns, indexes(name), keys(name), rowid, strict, first, last);
        }

        private long number(String query, long otherwise) throws SQLException {
            try (ResultSet row = statement.executeQuery(query)) {
                row.next();
                long number = row.getLong(1);
                return row.wasNull() ? otherwise : number;
            }
        }

        private static String rowid(List<SourceColumn> columns) {
            Set<String> taken = new HashSet<>();
            columns.forEach(column -> taken.add(column.name().toLowerCase(java.util.Locale.ROOT)));
            for (String name : List.of("rowid", "_rowid_", "oid")) {
                if (!taken.contains(name)) {
                    return name;
                }
            }
            return null;
        }

        private List<SourceColumn> columns(String table) throws SQLException {
            List<SourceColumn> columns = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("PRAGMA table_xinfo(" + SourceTable.quoted(table) + ")")) {
                while (row.next()) {
                    String type = row.getString("type");
                    int hidden = row.getInt("hidden");
                    if (hidden != 1) {
                        columns.add(new SourceColumn(row.getString("name"), type == null ? "" : type,
                                row.getInt("notnull") != 0, row.getString("dflt_value"), row.getInt("pk"), hidden > 1));
                    }
                }
            }
            return columns;
        }

        private List<SourceIndex> indexes(String table) throws SQLException {
            record Found(String name, boolean unique, String origin, boolean partial) {}
            List<Found> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("PRAGMA index_list(" + SourceTable.quoted(table) + ")")) {
                while (row.next()) {
                    found.add(new Found(row.getString("name"), row.getInt("unique") != 0, row.getString("origin"),
                            row.getInt("partial") != 0));
                }
            }
            List<SourceIndex> indexes = new ArrayList<>();
            for (Found index : found) {
                List<String> columns = new ArrayList<>();
                try (ResultSet row = statement.executeQuery("PRAGMA index_xinfo(" + SourceTable.quoted(index.name()) + ")")) {
                    while (row.next()) {
                        if (row.getInt("key") != 0) {
                            columns.add(row.getString("name"));
                        }
                    }
                }
                String sql = null;
                try (ResultSet row = statement.executeQuery("SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = '"
                        + index.name().replace("'", "''") + "'")) {
                    sql = row.next() ? row.getString(1) : null;
                }
                indexes.add(new SourceIndex(index.name(), index.origin(), index.unique(), columns, sql, index.partial()));
            }
            return indexes;
        }

        private List<SourceKey> keys(String table) throws SQLException {
            Map<Integer, List<String[]>> parts = new TreeMap<>();
            try (ResultSet row = statement.executeQuery("PRAGMA foreign_key_list(" + SourceTable.quoted(table) + ")")) {
                while (row.next()) {
                    parts.computeIfAbsent(row.getInt("id"), id -> new ArrayList<>()).add(new String[] {
                        row.getString("table"), row.getString("from"), row.getString("to"), row.getString("on_update"),
                        row.getString("on_delete")});
                }
            }
            List<SourceKey> keys = new ArrayList<>();
            for (List<String[]> key : parts.values()) {
                keys.add(new SourceKey(
                        key.stream().map(part -> part[1]).toList(), key.getFirst()[0],
                        key.stream().anyMatch(part -> part[2] == null) ? List.of()
                                : key.stream().map(part -> part[2]).toList(),
                        key.getFirst()[3], key.getFirst()[4]));
            }
            return keys.reversed();
        }
    }
}
