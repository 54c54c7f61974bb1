package io.mudanza.sqlite.dumpdata;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.sqlite.source.SourceTable;
import io.mudanza.sqlite.target.TargetKey;
import io.mudanza.sqlite.target.TargetTable;
import io.mudanza.sqlite.target.TargetTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the row that a natural key names, in the dump or in the target: the values are those of a unique constraint, in
 * any order, where a column that is itself a foreign key stands for the natural key of its row.
 */
final class NaturalLookup {

    private static final int DEPTH = 4;

    private final Connection lite;
    private final DatabaseAddress schema;
    private final TargetTables target;
    private final Map<String, ModelTable> tables;
    private final Set<String> indexed = new HashSet<>();
    private Connection server;

    NaturalLookup(Connection lite, DatabaseAddress schema, TargetTables target, Map<String, ModelTable> tables) {
        this.lite = lite;
        this.schema = schema;
        this.target = target;
        this.tables = tables;
    }

    /** What the key refers to; null when no row or no constraint fits. */
    Object find(TargetKey key, JsonNode natural) throws SQLException, EngineException {
        List<JsonNode> parts = new ArrayList<>();
        natural.forEach(parts::add);
        TargetTable table = target.find(key.toSchema(), key.toTable());
        return table == null ? null : find(table, key.referred().getFirst(), parts, DEPTH);
    }

    private Object find(TargetTable table, String wanted, List<JsonNode> parts, int depth)
            throws SQLException, EngineException {
        for (List<String> unique : table.uniques()) {
            if (unique.equals(List.of(wanted))) {
                continue;
            }
            for (List<String> order : orders(unique)) {
                List<Object> values = values(table, order, parts, depth);
                Object found = values == null ? null : row(table, wanted, order, values);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static List<List<String>> orders(List<String> columns) {
        if (columns.size() > 4) {
            return List.of(columns);
        }
        if (columns.size() <= 1) {
            return List.of(columns);
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : columns) {
            List<String> others = columns.stream().filter(one -> !one.equals(first)).toList();
            for (List<String> rest : orders(others)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        // As the constraint has them comes first.
        orders.remove(columns);
        orders.addFirst(columns);
        return orders;
    }

    /** Values for the columns; null when there are more or fewer of them. */
    private List<Object> values(TargetTable table, List<String> order, List<JsonNode> parts, int depth)
            throws SQLException, EngineException {
        int spare = parts.size() - order.size();
        if (spare < 0) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        int at = 0;
        for (String column : order) {
            TargetKey key = target.keys().stream().filter(one -> one.schema().equals(table.schema())
                    && one.table().equals(table.name()) && one.columns().equals(List.of(column))).findFirst().orElse(null);
            int width = key != null && depth > 0 ? spare + 1 : 1;
            if (at + width > parts.size()) {
                return null;
            }
            List<JsonNode> own = parts.subList(at, at + width);
            Object value = key == null || width == 1 && own.getFirst().isIntegralNumber() ? plain(own.getFirst())
                    : find(target.find(key.toSchema(), key.toTable()), key.referred().getFirst(), flat(own), depth - 1);
            if (value == null) {
                return null;
            }
            values.add(value);
            at += width;
        }
        return at == parts.size() ? values : null;
    }

    private static List<JsonNode> flat(List<JsonNode> parts) {
        if (parts.size() == 1 && parts.getFirst().isArray()) {
            List<JsonNode> inner = new ArrayList<>();
            parts.getFirst().forEach(inner::add);
            return inner;
        }
        return parts;
    }

    private static Object plain(JsonNode value) {
        return value.isNull() || value.isContainerNode() ? null
                : value.isIntegralNumber() ? (Object) value.longValue() : value.asText();
    }

    private Object row(TargetTable table, String wanted, List<String> columns, List<Object> values)
            throws SQLException, EngineException {
        ModelTable dumped = tables.get(table.label());
        return dumped != null ? inDump(dumped, wanted, columns, values) : inTarget(table, wanted, columns, values);
    }

    private Object inDump(ModelTable table, String wanted, List<String> columns, List<Object> values) throws SQLException {
        String list = columns.stream().sorted().map(SourceTable::quoted).collect(Collectors.joining(", "));
        if (indexed.add(table.name() + list)) {
            try (Statement statement = lite.createStatement()) {
                statement.execute("CREATE INDEX " + SourceTable.quoted("natural_" + indexed.size()) + " ON "
                        + SourceTable.quoted(table.name()) + " (" + list + ")");
            }
        }
        return one(lite, "SELECT " + SourceTable.quoted(wanted) + " FROM " + SourceTable.quoted(table.name()) + " WHERE "
                + columns.stream().map(column -> SourceTable.quoted(column) + " = ?").collect(Collectors.joining(" AND ")),
                values);
    }

    private Object inTarget(TargetTable table, String wanted, List<String> columns, List<Object> values)
            throws SQLException, EngineException {
        if (server == null) {
            server = Connections.open(schema, Side.TARGET);
        }
        try {
            Object found = one(server, "SELECT " + Sql.name(wanted) + " FROM " + Sql.name(table.schema(), table.name())
                    + " WHERE " + columns.stream().map(column -> Sql.name(column) + "::pg_catalog.text OPERATOR(pg_catalog.=) ?")
                    .collect(Collectors.joining(" AND ")), values.stream().<Object>map(String::valueOf).toList());
            return found instanceof Number number ? (Object) number.longValue() : found == null ? null : found.toString();
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "looking for rows by natural key");
        }
    }

    private static Object one(Connection connection, String sql, List<Object> values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                query.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getObject(1) : null;
            }
        }
    }

    void close() {
        if (server != null) {
            Connections.close(server);
        }
    }
}
