package io.mudanza.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.embedded.testing.TestInfra;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
    private final Findings findings = new Findings("it");

    @Test
    void aGoodServerIsFoundGood() throws Exception {
        // Given
        TestInfra.Database database = TestInfra.newDatabase();

        // When
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
            PostgresCheck check = new PostgresCheck(connection, findings);
            assertThat(check.look()).isGreaterThanOrEqualTo(12);
            check.ledgerRights();
            check.platformRights();
        }

        // Then
        assertThat(findings.list()).extracting(Finding::name).contains("version", "clock", "encoding", "free_connections",
                "long_transactions", "wal_level", "size", "extensions", "rights", "reads_everything");
        assertThat(findings.list()).filteredOn(found -> found.health() == Health.FAILED).isEmpty();
        assertThat(findings.list()).filteredOn(found -> found.name().equals("reads_everything"))
                .extracting(Finding::health).containsExactly(Health.OK);
    }

    @Test
    void aRoleThatMayLittleIsToldWhatToGrant() throws Exception {
        // Given
        TestInfra.Database database = TestInfra.newDatabase();
        try (Connection admin = DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                var statement = admin.createStatement()) {
            statement.execute("DROP ROLE IF EXISTS \"o'dd\"");
            statement.execute("CREATE ROLE \"o'dd\" LOGIN PASSWORD 'x'");
            statement.execute("CREATE TABLE hidden ()");
            statement.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
        }

        // When
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), "o'dd", "x")) {
            PostgresCheck check = new PostgresCheck(connection, findings);
            check.ledgerRights();
            check.platformRights();
        }

        // Then
        assertThat(findings.list()).extracting(Finding::action).allSatisfy(action -> assertThat(action).contains("\"o'dd\""));
        assertThat(findings.list()).extracting(Finding::health).containsExactly(Health.FAILED, Health.WARNING, Health.WARNING);
    }

    @Test
    void foldersAndKeys(@TempDir Path dir) throws Exception {
        // Given
        Path file = Files.writeString(dir.resolve("no-folder"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        // When
        FolderCheck.look("good", dir.resolve("new"), findings);
        FolderCheck.look("bad", file.resolve("below"), findings);
        CertificateCheck.key("open", file, findings);
        CertificateCheck.expiry("none", file, findings);
        MemoryCheck.look(findings);

        // Then
        assertThat(findings.list()).filteredOn(found -> found.health() == Health.FAILED)
                .extracting(Finding::name).containsExactly("bad", "open", "none");
        assertThat(findings.list()).filteredOn(found -> found.health() == Health.FAILED)
                .extracting(Finding::action).doesNotContainNull();
    }
}
