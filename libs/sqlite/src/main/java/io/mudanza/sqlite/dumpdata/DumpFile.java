package io.mudanza.sqlite.dumpdata;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.sqlite.source.SqliteProblem;
import io.mudanza.sqlite.target.TargetColumn;
import io.mudanza.sqlite.target.TargetKey;
import io.mudanza.sqlite.target.TargetTable;
import io.mudanza.sqlite.target.TargetTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Turns a dump into a SQLite file with the tables and columns of the target, its natural keys resolved. */
public final class DumpFile {

    private final TargetTables target;
    private final DatabaseAddress schema;
    private final List<String> exclude;
    private final Map<String, String> map;
    private final Map<String, ModelTable> tables = new LinkedHashMap<>();
    private final Map<ModelTable, PreparedStatement> inserts = new HashMap<>();
    private final TreeSet<String> homeless = new TreeSet<>();
    private Connection lite;
    private NaturalKeys natural;

    /**
     * A dump to be read.
     *
     * @param target  tables of the target
     * @param schema  the target, for natural keys of rows that the dump does not have
     * @param exclude applications or models that stay behind
     * @param map     tables for models
     */
    public DumpFile(TargetTables target, DatabaseAddress schema, List<String> exclude, Map<String, String> map) {
        this.target = target;
        this.schema = schema;
        this.exclude = exclude;
        this.map = map;
    }

    /**
     * Reads it all.
     *
     * @param file a file that is not there yet
     * @return columns, as {@code table.column}, that no object has a value for
     * @throws EngineException INVALID_REQUEST when it is no dump, or one of other models than the target's
     */
    public List<String> read(Path dump, Path file, Cancellation cancellation) throws EngineException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            lite = connection;
            natural = new NaturalKeys(connection, schema, target, tables);
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("BEGIN");
            natural.begin();
            DumpReader.read(dump, this::take, cancellation);
            if (!homeless.isEmpty()) {
                throw new EngineException(Code.INVALID_REQUEST, "The target has no place for "
                        + String.join(", ", homeless) + ". Let the application create its schema in the target first, name"
                        + " the table with --map app.Model=table, or leave them out with --exclude.");
            }
            for (PreparedStatement insert : inserts.values()) {
                insert.close();
            }
            natural.resolve(cancellation);
            statement.execute("COMMIT");
            List<String> unseen = new ArrayList<>();
            tables.values().forEach(table -> unseen.addAll(table.unseen()));
            return unseen;
        } catch (SQLException e) {
            throw SqliteProblem.of(e, file, "reading the dump");
        }
    }

    private boolean excluded(String model) {
        return exclude.stream().anyMatch(one -> one.equalsIgnoreCase(model)
                || one.equalsIgnoreCase(model.substring(0, model.indexOf('.')))
                || one.equalsIgnoreCase(model.replace('.', '_')));
    }

    private void take(DumpObject object) throws SQLException {
        if (excluded(object.model())) {
            return;
        }
        ModelTable table = table(named(object.model()));
        if (table == null) {
            homeless.add("model " + object.model());
            return;
        }
        PreparedStatement insert = inserts.get(table);
        List<TargetColumn> columns = table.table().columns();
        JsonNode[] values = new JsonNode[columns.size()];
        long row = table.nextRow();
        if (table.primaryKey() != null) {
            put(table, values, table.primaryKey(), object.pk());
            if (object.pk() == null) {
                natural.withoutNumber(table);
            }
        }
        Iterator<Map.Entry<String, JsonNode>> fields = object.fields().fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            TargetColumn column = table.column(field.getKey());
            if (column != null) {
                put(table, values, column.name(), field.getValue());
                if (field.getValue().isArray() && table.keyOf(column.name()) != null) {
                    natural.refers(table, row, column.name(), field.getValue());
                }
            } else if (field.getValue().isArray()) {
                many(table, row, object, field.getKey(), field.getValue());
            } else {
                homeless.add("field " + object.model() + "." + field.getKey());
            }
        }
        for (int i = 0; i < values.length; i++) {
            DumpValue.bind(insert, i + 1, values[i], columns.get(i));
        }
        insert.executeUpdate();
    }

    private static void put(ModelTable table, JsonNode[] values, String column, JsonNode value) {
        List<TargetColumn> columns = table.table().columns();
        for (int i = 0; i < values.length; i++) {
            if (columns.get(i).name().equals(column)) {
                values[i] = value;
                table.saw(column);
            }
        }
    }

    private String named(String model) {
        return map.entrySet().stream().filter(one -> one.getKey().equalsIgnoreCase(model)).map(Map.Entry::getValue)
                .findFirst().orElse(model.replace('.', '_'));
    }

    private ModelTable table(String name) throws SQLException {
        int dot = name.indexOf('.');
        TargetTable there = dot > 0 ? target.find(name.substring(0, dot), name.substring(dot + 1)) : target.find(name);
        return there == null ? null : table(there);
    }

    private ModelTable table(TargetTable there) throws SQLException {
        ModelTable known = tables.get(there.label());
        if (known == null) {
            known = new ModelTable(there, target.keys().stream().filter(key -> key.schema().equals(there.schema())
                    && key.table().equals(there.name())).toList());
            tables.put(there.label(), known);
            try (Statement statement = lite.createStatement()) {
                statement.execute(known.create());
            }
            inserts.put(known, lite.prepareStatement(known.insert()));
        }
        return known;
    }

    /** A relation of many to many has a table of its own, with a key to either side. */
    private void many(ModelTable owner, long row, DumpObject object, String field, JsonNode others) throws SQLException {
        ModelTable join = table(map.getOrDefault(object.model() + "." + field, owner.name() + "_" + field));
        List<TargetKey> keys = join == null ? List.of() : join.keys().stream().filter(key -> key.columns().size() == 1).toList();
        TargetKey here = keys.stream().filter(key -> key.toTable().equals(owner.name())
                && (!key.columns().getFirst().startsWith("to_"))).findFirst().orElse(null);
        TargetKey there = keys.stream().filter(key -> key != here).findFirst().orElse(null);
        if (here == null || there == null) {
            homeless.add("field " + object.model() + "." + field);
            return;
        }
        PreparedStatement insert = inserts.get(join);
        List<TargetColumn> columns = join.table().columns();
        for (JsonNode other : others) {
            JsonNode[] values = new JsonNode[columns.size()];
            long number = join.nextRow();
            if (join.primaryKey() != null) {
                put(join, values, join.primaryKey(), DumpReader.MAPPER.getNodeFactory().numberNode(number));
            }
            put(join, values, here.columns().getFirst(), object.pk());
            put(join, values, there.columns().getFirst(), other);
            if (object.pk() == null) {
                natural.owner(join, number, here.columns().getFirst(), owner, row);
            }
            if (other.isArray()) {
                natural.refers(join, number, there.columns().getFirst(), other);
            }
            for (int i = 0; i < values.length; i++) {
                DumpValue.bind(insert, i + 1, values[i], columns.get(i));
            }
            insert.executeUpdate();
        }
    }
}
