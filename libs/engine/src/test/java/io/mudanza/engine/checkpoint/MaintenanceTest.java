package io.mudanza.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said when no database lets a role in from where others are renamed. */
@Timeout(120)
class MaintenanceTest {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws SQLException {
        server = EmbeddedPostgres.configure().durable(false).start();
        server.createDatabase("platform");
        try (Connection connection = server.connect("postgres"); Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE app LOGIN PASSWORD 'app'");
            statement.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Code refusal(DatabaseAddress address) {
        return catchThrowableOfType(EngineException.class, () -> Maintenance.open(address).close()).code();
    }

    @Test
    void aRoleThatNoDatabaseLetsInLacksARight() throws Exception {
        // Given
        DatabaseAddress address = DatabaseAddress.parse(
                "postgresql://app:app@127.0.0.1:" + server.port() + "/platform", null, null);

        // When
        Code code = refusal(address);

        // Then
        assertThat(code).isEqualTo(Code.TARGET_RIGHTS_MISSING);
    }

    /** A rollback that met a server that was away for a moment failed for good: it was told that a right was missing. */
    @Test
    void aServerThatDoesNotAnswerIsAwayAndLacksNoRight() throws Exception {
        // Given
        DatabaseAddress address;
        try (EmbeddedPostgres gone = EmbeddedPostgres.configure().durable(false).start()) {
            address = DatabaseAddress.parse(gone.url("platform"), null, null);
        }

        // When
        Code code = refusal(address);

        // Then
        assertThat(code).isEqualTo(Code.DATABASE_UNREACHABLE);
    }
}
