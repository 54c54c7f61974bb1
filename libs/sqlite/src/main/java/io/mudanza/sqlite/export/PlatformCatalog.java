package io.mudanza.sqlite.export;

import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.sqlite.target.TargetTable;
import io.mudanza.sqlite.target.TargetTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Reads what a platform consists of, as a SQLite file can hold it; what it cannot hold is named. */
final class PlatformCatalog {

    private static final String OF_USERS = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
            + " AND n.nspname NOT LIKE '\\_mudanza%'";

    private static final String INDEXES = """
            SELECT n.nspname, c.relname, x.relname, i.indisprimary, i.indisunique, k.conname IS NOT NULL,
                   am.amname = 'btree' AND i.indpred IS NULL AND i.indexprs IS NULL,
                   ARRAY(SELECT a.attname::pg_catalog.text FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[])
                         WITH ORDINALITY u(num, pos) JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.num
                         WHERE u.pos <= i.indnkeyatts ORDER BY u.pos)
            FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
            JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_am am ON am.oid = x.relam
            LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = x.oid AND k.contype IN ('p', 'u')
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND\s""" + OF_USERS + " ORDER BY 1, 2, 3";

    private static final String KEYS = """
            SELECT n.nspname, c.relname, rn.nspname, r.relname,
                   ARRAY(SELECT a.attname::pg_catalog.text FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY u(num, pos)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.pos),
                   ARRAY(SELECT a.attname::pg_catalog.text FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY u(num, pos)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY u.pos),
                   k.confupdtype, k.confdeltype
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_class r ON r.oid = k.confrelid JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
            WHERE k.contype = 'f' AND NOT c.relispartition AND\s""" + OF_USERS + " ORDER BY 1, 2, k.conname";

    private static final String DEFAULTS = """
            SELECT n.nspname, c.relname, a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attgenerated <> ''
            FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_class c ON c.oid = d.adrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND\s""" + OF_USERS + " ORDER BY 1, 2, 3";

    private static final String OTHERS = """
            SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialised view' WHEN 'f' THEN 'foreign table'
                     ELSE 'partitioning' END, n.nspname || '.' || c.relname
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('v', 'm', 'f', 'p') AND NOT c.relispartition AND %1$s
              AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
            UNION ALL SELECT 'function', n.nspname || '.' || p.proname FROM pg_catalog.pg_proc p
            JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE %1$s
              AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype IN ('e', 'i'))
            UNION ALL SELECT 'trigger', n.nspname || '.' || c.relname || '.' || t.tgname FROM pg_catalog.pg_trigger t
            JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND %1$s
            UNION ALL SELECT CASE k.contype WHEN 'x' THEN 'exclusion constraint' ELSE 'check constraint' END,
                   n.nspname || '.' || c.relname || '.' || k.conname FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype IN ('x', 'c') AND NOT c.relispartition AND %1$s
            UNION ALL SELECT 'extension', e.extname FROM pg_catalog.pg_extension e WHERE e.extname <> 'plpgsql'
            ORDER BY 1, 2""".formatted(OF_USERS);

    private final Statement statement;
    private final BiPredicate<String, String> wanted;
    private final List<NotCarried> notCarried = new ArrayList<>();

    /** @param wanted schema and table that are wanted */
    PlatformCatalog(Statement statement, BiPredicate<String, String> wanted) {
        this.statement = statement;
        this.wanted = wanted;
    }

    List<NotCarried> notCarried() {
        return notCarried;
    }

    List<PlatformTable> read(Connection connection) throws SQLException {
        Map<String, PlatformTable> tables = new LinkedHashMap<>();
        Map<String, Integer> names = new HashMap<>();
        List<TargetTable> found = TargetTables.roots(connection).tables().stream()
                .filter(table -> wanted.test(table.schema(), table.name())).toList();
        found.forEach(table -> names.merge(table.name().toLowerCase(java.util.Locale.ROOT), 1, Integer::sum));
        for (TargetTable table : found) {
            boolean alone = names.get(table.name().toLowerCase(java.util.Locale.ROOT)) == 1;
            tables.put(table.label(), new PlatformTable(
                    alone || table.schema().equals("public") ? table.name() : table.schema() + "_" + table.name(), table,
                    new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        }
        indexes(tables);
        keys(tables);
        defaults(tables);
        try (ResultSet row = statement.executeQuery(OTHERS)) {
            while (row.next()) {
                notCarried.add(new NotCarried(row.getString(1), row.getString(2), switch (row.getString(1)) {
                    case "partitioning" -> "The rows of all partitions are in one table.";
                    case "extension" -> "Its types are kept as text.";
                    default -> "SQLite has none like it.";
                }));
            }
        }
        return List.copyOf(tables.values());
    }

    private void indexes(Map<String, PlatformTable> tables) throws SQLException {
        try (ResultSet row = statement.executeQuery(INDEXES)) {
            while (row.next()) {
                PlatformTable table = tables.get(row.getString(1) + "." + row.getString(2));
                if (table == null) {
                    continue;
                }
                List<String> columns = texts(row, 8);
                if (row.getBoolean(4)) {
                    table.primaryKey().addAll(columns);
                } else if (!row.getBoolean(7)) {
                    notCarried.add(new NotCarried("index", row.getString(1) + "." + row.getString(3),
                            "It is no plain index over columns."));
                } else if (row.getBoolean(6)) {
                    table.uniques().add(columns);
                } else {
                    table.indexes().add(new PlatformTable.Index(row.getString(3), row.getBoolean(5), columns));
                }
            }
        }
    }

    private void keys(Map<String, PlatformTable> tables) throws SQLException {
        try (ResultSet row = statement.executeQuery(KEYS)) {
            while (row.next()) {
                PlatformTable table = tables.get(row.getString(1) + "." + row.getString(2));
                PlatformTable to = tables.get(row.getString(3) + "." + row.getString(4));
                if (table != null && to != null) {
                    table.keys().add(new PlatformTable.Key(texts(row, 5), to.name(), texts(row, 6),
                            action(row.getString(7)), action(row.getString(8))));
                } else if (table != null) {
                    notCarried.add(new NotCarried("foreign key", table.table().label(), "The table that it refers to is not there."));
                }
            }
        }
    }

    private static String action(String letter) {
        return switch (letter) {
            case "c" -> "CASCADE";
            case "n" -> "SET NULL";
            case "d" -> "SET DEFAULT";
            case "r" -> "RESTRICT";
            default -> "NO ACTION";
        };
    }

    private void defaults(Map<String, PlatformTable> tables) throws SQLException {
        try (ResultSet row = statement.executeQuery(DEFAULTS)) {
            while (row.next()) {
                PlatformTable table = tables.get(row.getString(1) + "." + row.getString(2));
                if (table == null) {
                    continue;
                }
                String label = table.table().label() + "." + row.getString(3);
                String expression = row.getString(4);
                if (row.getBoolean(5)) {
                    notCarried.add(new NotCarried("generated column", label, "Its values are kept in an ordinary column."));
                } else if (!expression.startsWith("nextval(")) {
                    String value = literal(expression);
                    if (value == null) {
                        notCarried.add(new NotCarried("default", label, "It is an expression of PostgreSQL: " + expression + "."));
                    } else {
                        table.defaults().add(new PlatformTable.Default(row.getString(3), value));
                    }
                }
            }
        }
    }

    private static String literal(String expression) {
        return switch (expression) {
            case "true" -> "1";
            case "false" -> "0";
            case "now()", "CURRENT_TIMESTAMP" -> "CURRENT_TIMESTAMP";
            case String number when number.matches("-?\\d+(\\.\\d+)?|\\('?-\\d+(\\.\\d+)?'?(::[a-z ]+)?\\)") ->
                number.replaceAll("[('):]|::[a-z ]+", "").replaceAll("[a-z ]+$", "");
            case String text when text.matches("(?s)'([^']|'')*'::(text|character varying|bpchar|jsonb?|character\\(\\d+\\))") ->
                text.substring(0, text.lastIndexOf("::"));
            default -> null;
        };
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
