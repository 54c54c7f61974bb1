package io.mudanza.engine.people;

import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The record of a merge, written into the scratch database in the transaction of the merge itself, in the schema that goes
 * before the publish. A dump cannot forge it without knowing the id of the job.
 */
final class MergeMarker {

    private final Connection connection;

    MergeMarker(Connection connection) {
        this.connection = connection;
    }

    /** Null when the job has not merged here. */
    MergeRecord read(UUID job) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_catalog.to_regclass('_mudanza.administrators') IS NOT NULL")) {
            row.next();
            if (!row.getBoolean(1)) {
                return null;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT record FROM _mudanza.administrators WHERE job = "
                        + Sql.text(job.toString()))) {
            return row.next() ? MergeRecord.parse(row.getString(1)) : null;
        }
    }

    void write(UUID job, MergeRecord record) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS _mudanza");
            statement.execute("CREATE TABLE IF NOT EXISTS _mudanza.administrators"
                    + " (job pg_catalog.text NOT NULL PRIMARY KEY, record pg_catalog.text NOT NULL)");
        }
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO _mudanza.administrators (job, record) VALUES (?, ?)")) {
            statement.setString(1, job.toString());
            statement.setString(2, record.json());
            statement.executeUpdate();
        }
    }
}
