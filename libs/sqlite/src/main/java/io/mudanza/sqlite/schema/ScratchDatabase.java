package io.mudanza.sqlite.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.direct.DirectIntake;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A database for a schema only, beside the target while a run lasts. The session that it holds open tells that the run
 * is alive; one without a session was left by a run that was killed, and goes.
 */
public final class ScratchDatabase implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DatabaseAddress address;
    private final Connection alive;

    private ScratchDatabase(DatabaseAddress address, Connection alive) {
        this.address = address;
        this.alive = alive;
    }

    /** Creates one with the encoding and locale of the target. */
    public static ScratchDatabase create(DatabaseAddress target) throws EngineException {
        String prefix = String.format(Locale.ROOT, "mudanza_schema_%08x_", target.database().hashCode());
        for (String left : left(target, prefix)) {
            DirectIntake.drop(target.withDatabase(left));
        }
        DatabaseAddress address = target.withDatabase(prefix + String.format(Locale.ROOT, "%08x", RANDOM.nextInt()));
        DirectIntake.ensureLike(target, address);
        return new ScratchDatabase(address, Connections.open(address, Side.TARGET));
    }

    private static List<String> left(DatabaseAddress target, String prefix) throws EngineException {
        Connection connection = Connections.open(target, Side.TARGET);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT d.datname FROM pg_catalog.pg_database d WHERE"
                        + " pg_catalog.starts_with(d.datname, '" + prefix + "') AND NOT EXISTS (SELECT 1 FROM"
                        + " pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)")) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "looking for leftovers");
        } finally {
            Connections.close(connection);
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() throws EngineException {
        Connections.close(alive);
        DirectIntake.drop(address);
    }
}
