package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** A connection through which SQL goes word for word, as one simple query. */
final class SchemaSession implements AutoCloseable {

    private static final String SETTINGS = """
            SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; SET statement_timeout = 0;
            SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET check_function_bodies = false;
            SET xmloption = content; SET client_min_messages = warning; SET row_security = off;
            SET default_tablespace = ''; SET default_transaction_read_only = off; SET synchronous_commit = off;
            SET jit = off; SET lc_monetary = 'C'; SET array_nulls = on; SET transform_null_equals = off;
            SET session_replication_role = origin;
            SELECT pg_catalog.set_config('search_path', '', false)""";

    private final Connection connection;

    private SchemaSession(Connection connection) {
        this.connection = connection;
    }

    static SchemaSession open(DatabaseAddress address, Code lost) throws EngineException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address.host()});
        source.setPortNumbers(new int[] {address.port()});
        source.setDatabaseName(address.database());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setApplicationName("mudanza schema");
        source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        source.setConnectTimeout(10);
        source.setTcpKeepAlive(true);
        try {
            for (var property : address.properties().entrySet()) {
                if (PGProperty.forName(property.getKey()) != null) {
                    source.setProperty(property.getKey(), property.getValue());
                }
            }
            Connection connection = source.getConnection();
            SchemaSession session = new SchemaSession(connection);
            session.prepare();
            connection.setAutoCommit(false);
            return session;
        } catch (SQLException e) {
            throw new EngineException(
                    lost, "Cannot work with the database " + address + ": " + Sentences.of(e), e);
        }
    }

    Connection connection() {
        return connection;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** One text row per result row; every column as text. */
    List<String[]> rows(String sql) throws SQLException {
        return Rows.of(connection, sql);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** A text as SQL literal. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    // session_replication_role needs rights that are not needed where nobody changed it.
    private void prepare() throws SQLException {
        try {
            run(SETTINGS);
        } catch (SQLException e) {
            for (String setting : SETTINGS.split(";")) {
                tryRun(setting.strip());
            }
        }
    }

    private void tryRun(String setting) throws SQLException {
        try {
            run(setting);
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    @Override
    public void close() throws EngineException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new EngineException(Code.TARGET_LOST, "The database connection broke: " + Sentences.of(e), e);
        }
    }
}
