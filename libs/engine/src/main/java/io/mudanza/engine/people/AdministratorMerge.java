package io.mudanza.engine.people;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Merges the administrators of the live platform into the restored state of a backup, before that is verified and
 * published. One transaction in the scratch database with a marker in it: after a crash it is run again, and a second run
 * of the same job finds the marker and changes nothing. Nothing is written to the live platform.
 */
public final class AdministratorMerge {

    private final UserTableSettings settings;

    public AdministratorMerge(UserTableSettings settings) {
        this.settings = settings;
    }

    /**
     * Looks at the live platform only, before anything is restored: whether the user table is found and the survivor is one
     * of its superusers.
     *
     * @param survivor e-mail address or id; null for every superuser
     * @return label of the user table, {@code schema.table}; null when there is none and none was named, so that nothing
     *     will be merged
     * @throws EngineException INVALID_REQUEST with what to correct
     */
    public String check(DatabaseAddress live, String survivor) throws EngineException {
        Connection connection = open(live);
        try {
            UserTable table = find(connection, survivor);
            if (table == null) {
                return null;
            }
            new LivePeople(connection, table).superusers(survivor);
            return table.label();
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "looking for the administrators of the live platform");
        } finally {
            Connections.close(connection);
        }
    }

    /**
     * Merges.
     *
     * @throws EngineException INVALID_REQUEST when settings and databases do not fit, ROWS_REJECTED when a survivor cannot be
     *     entered, and what a lost connection or a missing right is; nothing is changed then
     */
    public static MergeRecord merge(MergeRequest request, Cancellation cancellation) throws EngineException {
        if (request.live().withDatabase("").toString().equals(request.scratch().withDatabase("").toString())
                && request.live().database().equals(request.scratch().database())) {
            throw new EngineException(Code.INVALID_REQUEST,
                    "Administrators are merged into a database beside the live one, not into the live one itself.");
        }
        Connection scratch = Connections.open(request.scratch(), Side.TARGET);
        try {
            begin(scratch);
            MergeRecord earlier = new MergeMarker(scratch).read(request.job());
            return earlier != null ? earlier : merge(request, scratch, cancellation);
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "merging administrators");
        } catch (IOException e) {
            throw new EngineException(Code.INTERNAL_ERROR, "The merged rows cannot be read: " + e.getMessage(), e);
        } finally {
            // What was not committed is undone by that.
            Connections.close(scratch);
        }
    }

    /**
     * What a job has merged into a database that is not published yet.
     *
     * @return null when it has not
     */
    public static MergeRecord recorded(DatabaseAddress scratch, UUID job) throws EngineException {
        Connection connection = open(scratch);
        try {
            return new MergeMarker(connection).read(job);
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "looking for merged administrators");
        } finally {
            Connections.close(connection);
        }
    }

    private static MergeRecord merge(MergeRequest request, Connection scratch, Cancellation cancellation)
            throws SQLException, EngineException, IOException {
        AdministratorMerge merge = new AdministratorMerge(request.settings());
        Connection live = open(request.live());
        try {
            UserTable there = merge.find(live, request.survivor());
            if (there == null) {
                return MergeRecord.none("the live platform has no table with the columns "
                        + String.join(", ", merge.wanted()) + ". Name the user table in the settings if it has one.");
            }
            List<LivePerson> superusers = new LivePeople(live, there).superusers(request.survivor());
            UserTableSearch search = new UserTableSearch(scratch, request.settings(), "backup");
            if (superusers.isEmpty() && !search.has(there)) {
                return MergeRecord.none("the live platform has no superuser.");
            }
            UserTable here = search.find(there);
            MergeRecord record = new MergeRun(request, live, there, scratch, here, cancellation).merge(superusers);
            cancellation.check();
            new MergeMarker(scratch).write(request.job(), record);
            scratch.commit();
            return record;
        } finally {
            Connections.close(live);
        }
    }

    private List<String> wanted() {
        List<String> wanted = new ArrayList<>(List.of(settings.email(), settings.superuser()));
        wanted.addAll(settings.passwords());
        return wanted;
    }

    private UserTable find(Connection live, String survivor) throws SQLException, EngineException {
        UserTable table = new UserTableSearch(live, settings, "live platform").find();
        if (table == null && survivor != null) {
            throw new EngineException(Code.INVALID_REQUEST, "A user is named to survive the restore, but the live platform"
                    + " has no table with the columns " + String.join(", ", wanted()) + ". Name the user table in the settings.");
        }
        return table;
    }

    private static void begin(Connection scratch) throws SQLException {
        scratch.setAutoCommit(false);
        try (Statement statement = scratch.createStatement()) {
            statement.execute("SET LOCAL synchronous_commit = on");
            // Deferred keys would speak at the commit, when it is too late to give way.
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
    }

    private static Connection open(DatabaseAddress address) throws EngineException {
        Connection connection = Connections.open(address, Side.TARGET);
        try {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return connection;
        } catch (SQLException e) {
            Connections.close(connection);
            throw Failures.of(e, Side.TARGET, "opening a database");
        }
    }
}
