package io.mudanza.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgDumpSecretTest {

    private static final String CANARY = "c4n4ry-p4ss";

    @TempDir
    Path folder;

    @Test
    @DisplayName("B46 B47 pg_dump gets the password by its environment alone, and a name stays a name")
    void thePasswordIsInNoArgumentAndNoMessage() throws Exception {
        // Given: a pg_dump that tells what everybody on the machine could see of it, and then fails with the secret
        Path program = Files.writeString(folder.resolve("pg_dump"), """
                #!/bin/sh
                tr '\\0' ' ' < /proc/$$/cmdline > %1$s/seen
                ps -ww -o args= -p $$ >> %1$s/seen
                printenv PGPASSWORD > %1$s/password
                echo "connection failed with $PGPASSWORD" >&2
                exit 1
                """.formatted(folder));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        DatabaseAddress address = DatabaseAddress.parse(
                "postgresql://127.0.0.1:5432/host%3Devil%20dbname%3Dx", "someone", CANARY);
        // When
        assertThatThrownBy(() -> new PgDump(program, 15, "15").dump(
                address, SchemaSection.values()[0], null, List.of(), Cancellation.NEVER))
                .isInstanceOf(EngineException.class).hasMessageNotContaining(CANARY);
        // Then
        assertThat(Files.readString(folder.resolve("password")).strip()).isEqualTo(CANARY);
        assertThat(Files.readString(folder.resolve("seen"))).contains("--schema-only").doesNotContain(CANARY)
                .contains("dbname='host=evil dbname=x'");
    }
}
