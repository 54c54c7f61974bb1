package io.mudanza.token.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.token.Caller;
import io.mudanza.token.NodeDatabase;
import io.mudanza.token.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(NodeDatabase.class)
class BootstrapTokenTest {

    @Inject
    BootstrapToken bootstrap;

    @Inject
    Caller caller;

    @Inject
    SettableClock clock;

    @ConfigProperty(name = "mudanza.token.bootstrap-file")
    Path file;

    @AfterEach
    void backToNow() {
        clock.reset();
        bootstrap.ensure();
    }

    @Test
    void theFirstStartLeavesAnAdminTokenThatOnlyItsOwnerReads() throws Exception {
        // When
        String token = Files.readString(file).strip();
        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(caller.introspects(token, "127.0.0.1").getList("permissions", String.class)).contains("admin");
    }

    @Test
    void aGoodTokenStaysAtTheNextStart() throws Exception {
        // Given
        String before = Files.readString(file);
        // When
        bootstrap.ensure();
        // Then
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void aMissingASpoiltAndAnExpiringTokenAreMadeAgain() throws Exception {
        // Given
        String first = Files.readString(file);
        // When
        Files.delete(file);
        bootstrap.ensure();
        String second = Files.readString(file);
        Files.writeString(file, second.substring(0, 20));
        bootstrap.ensure();
        String third = Files.readString(file);
        clock.advance(Duration.ofDays(25));
        bootstrap.ensure();
        String fourth = Files.readString(file);
        // Then
        assertThat(first).isNotEqualTo(second);
        assertThat(second).isNotEqualTo(third);
        assertThat(third).isNotEqualTo(fourth);
        assertThat(caller.introspects(fourth.strip(), "127.0.0.1").getBoolean("active")).isTrue();
    }
}
