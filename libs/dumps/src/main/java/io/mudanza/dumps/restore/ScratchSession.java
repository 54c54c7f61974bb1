package io.mudanza.dumps.restore;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpLimits;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/**
 * A connection on which statements of the dump run, as the throw-away role. A statement goes to the server in a message that
 * takes one statement only: what is two to the server is refused, whatever was thought of it before.
 */
final class ScratchSession {

    /** Names that are not there: a function without a path of its own, or an object that comes later in the dump. */
    private static final Set<String> NOT_THERE = Set.of("42P01", "42883", "42704", "42703");

    private final Connection connection;
    private final long timeout;

    ScratchSession(Connection connection, DumpLimits limits) {
        this.connection = connection;
        this.timeout = limits.statementTimeout().toMillis();
    }

    Connection connection() {
        return connection;
    }

    /** Runs a statement of the dump in a transaction of its own. */
    void run(Planned planned) throws SQLException, DumpException {
        run(planned, "");
    }

    /** @param settings {@code SET LOCAL …;} for this statement; may be empty */
    void run(Planned planned, String settings) throws SQLException, DumpException {
        single(planned);
        List<String> path = planned.context().searchPath();
        try {
            attempt(planned, path, settings);
        } catch (SQLException e) {
            if (!path.isEmpty() || !NOT_THERE.contains(String.valueOf(e.getSQLState()))) {
                throw refusal(planned, e);
            }
            // Again with the path that functions without a path of their own are used to.
            try {
                attempt(planned, List.of("public"), settings);
            } catch (SQLException again) {
                throw refusal(planned, e);
            }
        }
    }

    private void attempt(Planned planned, List<String> path, String settings) throws SQLException {
        try {
            begin(planned.context(), path, settings);
            execute(planned.sql());
            connection.commit();
        } catch (SQLException e) {
            if (!connection.isClosed()) {
                connection.rollback();
            }
            throw e;
        }
    }

    /** Begins a transaction with all that values and names depend on; nothing that the dump set before is left. */
    void begin(Context context, List<String> path, String settings) throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
        }
        execute("SET LOCAL statement_timeout = " + timeout + "; SET LOCAL search_path = " + path(path)
                + "; SET LOCAL xmloption = " + context.xmlOption() + "; SET LOCAL standard_conforming_strings = "
                + (context.standardStrings() ? "on" : "off") + "; " + ValueSettings.LOCAL + settings);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static String path(List<String> schemas) {
        return schemas.isEmpty() ? "''" : schemas.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    /** The driver would send two statements one after the other. */
    private static void single(Planned planned) throws SQLException, DumpException {
        List<NativeQuery> queries = Parser.parseJdbcSql(
                planned.sql(), planned.context().standardStrings(), false, true, false, false);
        if (queries.size() != 1) {
            throw new DumpException(DumpException.Code.DUMP_REFUSED, "The dump has several statements in one ("
                    + planned.head() + "), which pg_dump never writes. Make the dump with pg_dump.");
        }
    }

    /** A statement that the server refuses for its time, or because the role has no power, is one that must not run. */
    private static SQLException refusal(Planned planned, SQLException e) throws DumpException {
        String state = String.valueOf(e.getSQLState());
        String said = Said.by(e);
        if (state.equals("57014") && said.contains("timeout")) {
            throw tooLong(planned.head());
        }
        if (state.equals("42501")) {
            throw new DumpException(DumpException.Code.DUMP_REFUSED, "The dump asks for more than a restore may do ("
                    + planned.head() + "): the server says " + said + ".", e);
        }
        return e;
    }

    static DumpException tooLong(String what) {
        return new DumpException(DumpException.Code.DUMP_LIMIT, "A statement of the dump takes longer than the limit ("
                + what + "). Raise the time limit of statements if that is as it should be.");
    }
}
