package io.mudanza.cli.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.cli.testing.CommandRun;
import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.embedded.testing.TestInfra.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectCommandsTest {

    @TempDir
    Path folder;

    private Database source;
    private CommandRun command;

    @BeforeEach
    void fill() throws Exception {
        source = TestInfra.newDatabase("cli_source");
        execute(source, "CREATE TABLE thing AS SELECT i AS id, 'ñ' || i AS what FROM generate_series(1, 1000) i");
        command = new CommandRun(folder.resolve("home"));
    }

    @Test
    void copiesIntoANewDatabaseAndKeepsACertificateThatHolds() throws Exception {
        // Given
        String url = source.url().replaceFirst("/[^/]*$", "/cli_new_database");
        Path certificate = folder.resolve("certificate.json");

        // When
        var copy = command.run("copy", "--from", source.url(), "--to", url, "--verify", "--json",
                "--certificate-file", certificate.toString());
        var checked = command.run("verify", "--certificate", certificate.toString(), "--json");
        Files.writeString(certificate, Files.readString(certificate).replace("1000", "1001"));
        var altered = command.run("verify", "--certificate", certificate.toString());

        // Then
        assertThat(copy.exitCode()).as(copy.err()).isZero();
        assertThat(copy.json().path("verdict").asText()).isEqualTo("EQUAL");
        assertThat(copy.json().path("rows").asLong()).isEqualTo(1000);
        assertThat(copy.json().path("certificate").has("signature")).isTrue();
        assertThat(value(TestInfra.database("cli_new_database"), "SELECT count(*) FROM thing")).isEqualTo("1000");
        assertThat(checked.exitCode()).as(checked.err()).isZero();
        assertThat(checked.json().path("signature_valid").asBoolean()).isTrue();
        assertThat(altered.exitCode()).isEqualTo(6);
        assertThat(copy.err() + copy.out()).doesNotContain(source.password());
    }

    @Test
    void exportsImportsAndGoesBack() throws Exception {
        // Given
        Database target = TestInfra.newDatabase("cli_target");
        execute(target, "CREATE TABLE old AS SELECT 7 AS a");
        Path media = Files.createDirectories(folder.resolve("media"));
        Files.writeString(media.resolve("a.txt"), "a");
        Path live = Files.createDirectories(folder.resolve("live"));
        String file = folder.resolve("platform.mdz").toString();

        // When
        var export = command.run("export", "--direct", "--database-url", source.url(), "--include-media",
                "--media", media.toString(), "--output", file, "--compress", "--json");
        var whole = command.run("verify", "--bundle", file, "--json");
        var imported = command.run("import", "--direct", "--database-url", target.url(), "--media", live.toString(),
                "--input", file, "--verify", "--overwrite", "--json");

        // Then
        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(export.json().path("media_files").asInt()).isEqualTo(1);
        assertThat(whole.json().path("rows").asLong()).as(whole.err()).isEqualTo(1000);
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.json().path("verdict").asText()).isEqualTo("EQUAL");
        assertThat(live.resolve("a.txt")).hasContent("a");
        assertThat(value(target, "SELECT count(*) FROM thing")).isEqualTo("1000");

        // When
        var unconfirmed = command.run("rollback", imported.json().path("job_id").asText(), "--direct",
                "--database-url", target.url(), "--media", live.toString());
        var back = command.run("rollback", imported.json().path("job_id").asText(), "--direct",
                "--database-url", target.url(), "--media", live.toString(), "--confirm", "--json");

        // Then
        assertThat(unconfirmed.exitCode()).isEqualTo(2);
        assertThat(back.exitCode()).as(back.err()).isZero();
        assertThat(value(target, "SELECT a FROM old")).isEqualTo("7");
        assertThat(live.resolve("a.txt")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithTheRightExitCode() throws Exception {
        // Given
        Path broken = Files.writeString(folder.resolve("broken.mdz"), "no bundle");
        Database target = TestInfra.newDatabase("cli_failing");

        // When
        var nowhere = command.run("copy", "--from", "postgresql://u:secret@127.0.0.1:1/x", "--to", target.url(), "--json");
        var nonsense = command.run("copy", "--from", "mysql://x", "--to", target.url(), "--json");
        var same = command.run("copy", "--from", source.url(), "--to", source.url());
        var noBundle = command.run("import", "--direct", "--database-url", target.url(), "--input", broken.toString(), "--json");
        var noUrl = command.run("export", "--direct", "--output", folder.resolve("x").toString());
        var notDirect = command.run("export", "--media", folder.toString(), "--output", folder.resolve("x").toString());

        // Then
        assertThat(nowhere.exitCode()).isEqualTo(8);
        assertThat(nowhere.failure().path("code").asText()).isEqualTo("database_unreachable");
        assertThat(nowhere.err()).doesNotContain("secret");
        assertThat(nonsense.exitCode()).isEqualTo(2);
        assertThat(same.exitCode()).isEqualTo(2);
        assertThat(noBundle.exitCode()).isEqualTo(6);
        assertThat(noBundle.failure().path("code").asText()).isEqualTo("bundle_invalid");
        assertThat(noUrl.exitCode()).isEqualTo(2);
        assertThat(notDirect.exitCode()).isEqualTo(2);
    }

    private static void execute(Database database, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(Database database, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
