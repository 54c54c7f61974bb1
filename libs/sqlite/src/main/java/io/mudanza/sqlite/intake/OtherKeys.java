package io.mudanza.sqlite.intake;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.sqlite.source.SourceTable;
import io.mudanza.sqlite.target.TargetKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteException;

/** Keys of tables that keep the rows of the target, beside the file, so that its rows can be held against them. */
final class OtherKeys {

    private final SQLiteConnection beside;
    private final DatabaseAddress address;
    private final Map<String, String> there = new HashMap<>();

    OtherKeys(SQLiteConnection beside, DatabaseAddress address) {
        this.beside = beside;
        this.address = address;
    }

    /** Name of a table with the columns that the key refers to. */
    String of(TargetKey key) throws SQLException, EngineException {
        String label = key.toSchema() + "." + key.toTable() + key.referred();
        String name = there.get(label);
        if (name == null) {
            name = "temp.mudanza_keys_" + there.size();
            fill(key, name);
            there.put(label, name);
        }
        return name;
    }

    private void fill(TargetKey key, String name) throws SQLException, EngineException {
        String columns = key.referred().stream().map(SourceTable::quoted).collect(Collectors.joining(", "));
        try (Statement statement = beside.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + name);
            statement.execute("CREATE TABLE " + name + " (" + columns + ", PRIMARY KEY (" + columns + "))");
        }
        String marks = key.referred().stream().map(column -> "?").collect(Collectors.joining(", "));
        Connection connection = Connections.open(address, Side.TARGET);
        try (PreparedStatement insert = beside.prepareStatement("INSERT OR IGNORE INTO " + name + " VALUES (" + marks + ")");
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(
                        "SELECT " + columns + " FROM " + Sql.name(key.toSchema(), key.toTable()))) {
            while (row.next()) {
                for (int i = 1; i <= key.referred().size(); i++) {
                    Object value = row.getObject(i);
                    insert.setObject(i, switch (value) {
                        case null -> null;
                        case Number number -> number.longValue();
                        // As Django's backend for SQLite writes it.
                        case java.util.UUID uuid -> uuid.toString().replace("-", "");
                        default -> value.toString();
                    });
                }
                insert.execute();
            }
        } catch (SQLiteException e) {
            throw e;
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "reading keys of the target");
        } finally {
            Connections.close(connection);
        }
    }
}
