package io.mudanza.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;

class BundledPostgresTest {

    @Test
    void theBundledServerServesWhereNoneIsInstalled() throws Exception {
        // Given
        PostgresInstallation bundled = BundledPostgres.unpack();

        // When
        try (EmbeddedPostgres server = EmbeddedPostgres.configure().installation(bundled).durable(false).start();
                Connection connection = server.connect("postgres");
                ResultSet version = connection.createStatement().executeQuery("SHOW server_version_num")) {
            version.next();

            // Then
            assertThat(version.getInt(1) / 10_000).isEqualTo(bundled.major());
            assertThat(bundled.pgDump()).isEmpty();
        }
    }
}
