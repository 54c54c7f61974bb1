package io.mudanza.verifying.run;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import java.sql.Connection;
import java.sql.SQLException;

/** The version of a server as it tells it, for the certificate. */
final class ServerVersion {

    private ServerVersion() {}

    static String of(DatabaseAddress address) throws EngineException {
        Connection connection = Connections.open(address, Side.TARGET);
        try {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "asking for the version of the server");
        } finally {
            Connections.close(connection);
        }
    }
}
