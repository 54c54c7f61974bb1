package io.mudanza.sqlite.convert;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.sqlite.target.TargetColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks the server what it makes of a text in a type that only it knows: ranges, addresses, arrays, domains with checks,
 * types of extensions. Slow, so what was asked is remembered. For one thread.
 */
public final class ServerForms implements AutoCloseable {

    private static final int REMEMBERED = 20_000;
    private static final int LONGEST_REMEMBERED = 200;

    private final DatabaseAddress address;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Map<String, byte[]> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > REMEMBERED;
        }
    };
    private Connection connection;

    /** @param address a database that has the types */
    public ServerForms(DatabaseAddress address) {
        this.address = address;
    }

    byte[] of(TargetColumn column, boolean binary, String text) throws UnfitException, EngineException {
        String key = column.declared() + '\0' + text;
        byte[] form = text.length() > LONGEST_REMEMBERED ? null : known.get(key);
        if (form == null) {
            form = ask(column, binary, text);
            if (text.length() <= LONGEST_REMEMBERED) {
                known.put(key, form);
            }
        }
        return form;
    }

    private byte[] ask(TargetColumn column, boolean binary, String text) throws UnfitException, EngineException {
        try {
            PreparedStatement statement = statement(column, binary);
            statement.setString(1, text);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("22") || state.startsWith("23") || state.startsWith("54")) {
                String said = String.valueOf(e.getMessage());
                int line = said.indexOf('\n');
                throw new UnfitException("the server says: " + (line < 0 ? said : said.substring(0, line)));
            }
            throw Failures.of(e, Side.TARGET, "asking the server about values");
        }
    }

    private PreparedStatement statement(TargetColumn column, boolean binary) throws SQLException, EngineException {
        String value = "?::pg_catalog.text::" + column.declared();
        String sql = binary
                ? "SELECT " + column.send() + "(" + value + ")"
                : "SELECT pg_catalog.convert_to(pg_catalog.format('%s', " + value + "), 'UTF8')";
        PreparedStatement there = statements.get(sql);
        if (there == null) {
            if (connection == null) {
                connection = Connections.open(address, Side.TARGET);
            }
            there = connection.prepareStatement(sql);
            statements.put(sql, there);
        }
        return there;
    }

    @Override
    public void close() {
        if (connection != null) {
            Connections.close(connection);
        }
    }
}
