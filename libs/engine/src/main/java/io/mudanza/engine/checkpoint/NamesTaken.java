package io.mudanza.engine.checkpoint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Databases that have a name which a job needs. */
public final class NamesTaken {

    private NamesTaken() {}

    /** @return names of databases that stand in the way of this job and are not its own */
    public static List<String> find(Connection connection, String database, UUID job) throws SQLException {
        List<String> taken = new ArrayList<>();
        for (String name : List.of(StateNames.shadow(database, job), StateNames.checkpoint(database, job))) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT pg_catalog.shobj_description(oid, 'pg_database') FROM pg_catalog.pg_database"
                            + " WHERE datname = ?")) {
                statement.setString(1, name);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        StateTag tag = StateTag.of(rows.getString(1));
                        if (tag == null || !tag.job().equals(job)) {
                            taken.add(name);
                        }
                    }
                }
            }
        }
        return taken;
    }
}
