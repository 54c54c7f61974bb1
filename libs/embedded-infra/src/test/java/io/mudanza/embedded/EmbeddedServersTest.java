package io.mudanza.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.embedded.kafka.EmbeddedKafka;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.embedded.redis.EmbeddedRedis;
import io.mudanza.embedded.testing.TestInfra;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    @Test
    void postgresKeepsItsPortAndItsDataOverAKillAndARestart(@TempDir Path dir) throws Exception {
        // Given
        try (EmbeddedPostgres server = EmbeddedPostgres.configure().dir(dir.resolve("pg ñ")).start()) {
            server.createDatabase("tuki \"x\"");
            try (Connection connection = server.connect("tuki \"x\"")) {
                connection.createStatement().execute("CREATE TABLE t AS SELECT 7 AS n");
            }
            int port = server.port();

            // When
            server.kill();
            boolean afterKill = server.running();
            server.start();

            // Then
            assertThat(afterKill).isFalse();
            assertThat(server.port()).isEqualTo(port);
            try (Connection connection = server.connect("tuki \"x\"");
                    ResultSet row = connection.createStatement().executeQuery("SELECT n FROM t")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(7);
            }
        }
    }

    @Test
    void postgresAsksForThePassword() throws Exception {
        // Given
        TestInfra.Database database = TestInfra.newDatabase();

        // When / Then
        assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "postgres", "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void aTemporaryServerLeavesNothing() {
        // Given
        EmbeddedPostgres server = EmbeddedPostgres.configure().durable(false).start();
        Path folder = server.process().log().getParent();
        long pid = server.process().pid();

        // When
        server.close();

        // Then
        assertThat(folder).doesNotExist();
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void kafkaKeepsItsTopicsOverAKill(@TempDir Path dir) throws Exception {
        // Given
        try (EmbeddedKafka kafka = EmbeddedKafka.at(dir, 0)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("moves", 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
            }

            // When
            kafka.kill();
            kafka.start();

            // Then
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).contains("moves");
            }
        }
    }

    @Test
    void redisAnswersWithItsPassword(@TempDir Path dir) {
        // Given / When
        try (EmbeddedRedis redis = EmbeddedRedis.at(dir, 0, "secret")) {

            // Then
            assertThat(redis.running()).isTrue();
            assertThat(redis.process().log()).exists();
        }
    }

    @Test
    void aServerThatCannotStartSaysWhyWithItsLog() {
        // Given
        var config = EmbeddedPostgres.configure().durable(false).setting("shared_buffers", "nonsense");

        // When / Then
        assertThatThrownBy(config::start)
                .isInstanceOf(EmbeddedInfraException.class)
                .hasMessageContaining("last log lines")
                .hasMessageContaining("shared_buffers");
    }

    @Test
    void nodeSettingsNameEveryServerAndService() {
        // Given / When
        Map<String, String> settings = TestInfra.nodeSettings();

        // Then
        assertThat(settings).containsKeys(
                "mudanza.node.database-url", "mudanza.node.secret", "kafka.bootstrap.servers", "quarkus.redis.hosts",
                "mudanza.services.token-url", "mudanza.platform.media");
        assertThat(Files.isDirectory(Path.of(settings.get("mudanza.platform.media")))).isTrue();
    }
}
