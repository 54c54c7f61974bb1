package io.mudanza.engine.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.postgresql.util.ServerErrorMessage;

/** Which columns stand behind a key of the user table. */
final class TableKeys {

    /** Columns of the index, those in its expressions and condition too. */
    private static final String UNIQUE = """
            SELECT DISTINCT a.attname FROM pg_catalog.pg_class i
            JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace
            JOIN pg_catalog.pg_index x ON x.indexrelid = i.oid
            JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum > 0
            WHERE n.nspname = ? AND i.relname = ? AND (a.attnum = ANY (x.indkey::pg_catalog.int2[])
              OR EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    AND d.objid = i.oid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    AND d.refobjid = x.indrelid AND d.refobjsubid = a.attnum))""";

    private static final String FOREIGN = """
            SELECT DISTINCT a.attname FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
            WHERE k.contype = 'f' AND n.nspname = ? AND c.relname = ? AND k.conname = ?""";

    private static final String TO_ITSELF = """
            SELECT a.attname FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
            JOIN pg_catalog.pg_attribute p ON p.attrelid = k.confrelid AND p.attnum = k.confkey[1]
            WHERE k.contype = 'f' AND k.conrelid = ? AND k.confrelid = k.conrelid
              AND pg_catalog.cardinality(k.conkey) = 1 AND p.attname = ?""";

    private final Connection connection;

    TableKeys(Connection connection) {
        this.connection = connection;
    }

    /** Columns that the unique key takes into account whose violation the server reports. */
    Set<String> unique(ServerErrorMessage error) throws SQLException {
        return names(UNIQUE, error.getSchema(), error.getConstraint());
    }

    /** Columns of the foreign key whose violation the server reports. */
    Set<String> foreign(ServerErrorMessage error) throws SQLException {
        return names(FOREIGN, error.getSchema(), error.getTable(), error.getConstraint());
    }

    /** Columns in which users name other users of the same table. */
    Set<String> toItself(UserTable table) throws SQLException {
        return names(TO_ITSELF, table.oid(), table.id());
    }

    private Set<String> names(String sql, Object... parameters) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }
}
