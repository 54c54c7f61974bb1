package io.mudanza.engine.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.engine.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAddressTest {

    @TempDir
    Path folder;

    @Test
    void readsBothForms() throws Exception {
        DatabaseAddress libpq = DatabaseAddress.parse(
                "postgresql://us%40er:p%3Ass+%2F@db.example:5433/my%20db?sslmode=require&connect_timeout=3", null, null);
        assertThat(libpq.host()).isEqualTo("db.example");
        assertThat(libpq.port()).isEqualTo(5433);
        assertThat(libpq.user()).isEqualTo("us@er");
        assertThat(libpq.password()).isEqualTo("p:ss+/");
        assertThat(libpq.database()).isEqualTo("my db");
        assertThat(libpq.properties()).containsEntry("sslmode", "require").containsEntry("connectTimeout", "3");
        assertThat(libpq.toString()).doesNotContain("p:ss");

        DatabaseAddress jdbc = DatabaseAddress.parse("jdbc:postgresql://localhost/shop?user=u&password=pw", null, null);
        assertThat(jdbc).isEqualTo(new DatabaseAddress("localhost", 5432, "shop", "u", "pw", null));
        assertThat(DatabaseAddress.parse("postgres://u:x@[::1]:6000/d", null, "other").host()).isEqualTo("::1");
        assertThat(DatabaseAddress.parse("postgres://u:x@[::1]:6000/d", null, "other").password()).isEqualTo("other");
    }

    @Test
    void refusesParametersThatCouldDoHarmAndNeverRepeatsTheAddress() {
        for (String url : new String[] {
            "postgresql://u:secret@h/d?socketFactory=evil.Class", "postgresql://u:secret@h/d?options=-c%20x",
            "postgresql://u:secret@h/d?passfile=/etc/passwd", "postgresql://u:secret@h/d?service=x",
            "postgresql://u:secret@h:99999/d", "postgresql://u:secret@h1,h2/d", "postgresql://u:secret@h\n/d",
            "mysql://u:secret@h/d", "postgresql://u:secret@h/d?loggerFile=/tmp/x", "postgresql://u:%zz@h/d", "", "host=h dbname=d"}) {
            assertThatThrownBy(() -> DatabaseAddress.parse(url, null, null)).as(url)
                    .isInstanceOfSatisfying(EngineException.class,
                            e -> assertThat(e.code()).isEqualTo(EngineException.Code.INVALID_REQUEST))
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void findsPasswordsInTheFileOfLibpq() throws Exception {
        Path file = folder.resolve(".pgpass");
        Files.writeString(file, "# comment\nother:5432:*:u:no\n*:*:db\\:x:u:a\\\\b\\:c\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(PasswordFile.find(file, "h", 5432, "db:x", "u")).isEqualTo("a\\b:c");
        assertThat(PasswordFile.find(file, "h", 5432, "db", "u")).isNull();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(PasswordFile.find(file, "h", 5432, "db:x", "u")).isNull();
    }

    @Test
    void saysWhatToDoWhenNobodyAnswers() throws Exception {
        DatabaseAddress nobody = DatabaseAddress.parse("postgresql://u:secret@127.0.0.1:1/d", null, null);

        assertThatThrownBy(() -> Connections.open(nobody, Side.TARGET))
                .isInstanceOfSatisfying(EngineException.class,
                        e -> assertThat(e.code()).isEqualTo(EngineException.Code.DATABASE_UNREACHABLE))
                .hasMessageContaining("Check that it runs").hasMessageNotContaining("secret");
    }
}
