package io.mudanza.engine.people;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Enters rows into the user table of the backup; where a key does not let one in, the row gives way, never the backup. */
final class RowEntry {

    private static final int ATTEMPTS = 60;

    /**
     * A row that is in.
     *
     * @param id      its id as text
     * @param changes what is not as it was live
     */
    record Entered(String id, List<String> changes) {}

    private final Connection connection;
    private final UserTable table;
    private final TableKeys keys;
    private final UserSequences sequences;
    private final Set<String> toItself;
    private final boolean sameIds;

    /** @param sameIds whether an id of the live platform can be one of the backup */
    RowEntry(Connection connection, UserTable table, UserSequences sequences, boolean sameIds) throws SQLException {
        this.sameIds = sameIds;
        this.connection = connection;
        this.table = table;
        this.keys = new TableKeys(connection);
        this.sequences = sequences;
        this.toItself = keys.toItself(table);
    }

    /** Columns in which users name other users of the same table. */
    Set<String> toItself() {
        return toItself;
    }

    /** @throws EngineException ROWS_REJECTED when the row cannot give way far enough */
    Entered enter(LivePerson person) throws SQLException, EngineException {
        NewRow row = new NewRow(table, person, toItself);
        if (!sameIds) {
            row.renumber(next());
        }
        for (int attempt = 1; ; attempt++) {
            Savepoint before = connection.setSavepoint();
            try {
                String id = row.insert(connection);
                connection.releaseSavepoint(before);
                return new Entered(id, row.changes());
            } catch (SQLException e) {
                connection.rollback(before);
                if (attempt == ATTEMPTS) {
                    throw row.refused("it is refused again and again (" + e.getSQLState() + ")");
                }
                giveWay(row, e);
            }
        }
    }

    private void giveWay(NewRow row, SQLException e) throws SQLException, EngineException {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        ServerErrorMessage said = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (said == null || !state.startsWith("22") && !state.startsWith("23") && !state.equals("42846")) {
            throw e;
        }
        switch (state) {
            case "23505" -> {
                Set<String> columns = keys.unique(said);
                if (columns.contains(table.id())) {
                    row.renumber(next());
                } else {
                    row.giveWay(columns);
                }
            }
            case "23503" -> row.unlink(keys.foreign(said));
            // Details of the server hold values and stay out.
            default -> throw row.refused("PostgreSQL says " + state + (said.getConstraint() == null
                    ? said.getColumn() == null ? "" : ", column " + said.getColumn()
                    : ", constraint " + said.getConstraint()));
        }
    }

    /** An id that nobody has; null when ids of this type cannot be thought up. */
    private String next() throws SQLException {
        UserColumn id = table.columns().get(table.id());
        if (id.isUuid()) {
            return id.neutral();
        }
        if (!id.isWholeNumber()) {
            return null;
        }
        String drawn = sequences.next();
        if (drawn != null) {
            return drawn;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.max(" + Sql.name(table.id())
                        + ")::pg_catalog.int8 + 1 FROM " + table.sql())) {
            row.next();
            return row.getString(1);
        }
    }
}
