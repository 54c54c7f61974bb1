package io.mudanza.launcher.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.cli.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFilesTest {

    @Test
    void aSpecSurvivesItsFileAndOnlyItsOwnerMayReadIt(@TempDir Path dir) throws Exception {
        // Given
        NodeSpec spec = new NodeSpec("ñode", 8080, "127.0.0.1", "postgresql://h/db", "me", "se\"cret\\$",
                dir.resolve("m e"),
                dir, true, false, Replicas.parse("transfer=3,exporting=2"));
        Path file = dir.resolve("node.json");

        // When
        spec.write(file);

        // Then
        assertThat(NodeSpec.read(file)).isEqualTo(spec);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(spec.toString()).doesNotContain("se\"cret");
    }

    @Test
    void settingsTakeDollarsLiterally(@TempDir Path dir) throws Exception {
        // Given
        Path file = dir.resolve("application.properties");

        // When
        new NodeSettings().set("mudanza.platform.password", "p${x}$$\\w=ñ #").set("absent", null).write(file);

        // Then
        Properties read = new Properties();
        read.load(Files.newBufferedReader(file));
        assertThat(read).containsOnlyKeys("mudanza.platform.password")
                .containsEntry("mudanza.platform.password", "p\\${x}\\$\\$\\w=ñ #");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void aNodeIsFoundByItsFile(@TempDir Path home) {
        // Given
        NodeRegister register = new NodeRegister(home);
        KnownProcess self = KnownProcess.of(ProcessHandle.current().pid());
        NodeRecord node = new NodeRecord("local", "http://127.0.0.1:1", home.resolve("admin-token"), self, home, true,
                true,
                List.of(new NodeRecord.Member("gateway", self, "127.0.0.1", 1, true, 3, home.resolve("log"))));

        // When
        register.write(node);

        // Then
        assertThat(register.find("local")).contains(node);
        assertThat(register.all()).containsExactly(node);
        register.remove("local");
        assertThat(register.find("local")).isEmpty();
    }

    @Test
    void aNumberThatAnotherProcessWasGivenIsNotTheProcessOfThen() {
        // Given
        long pid = ProcessHandle.current().pid();

        // When / Then
        assertThat(KnownProcess.of(pid).alive()).isTrue();
        assertThat(new KnownProcess(pid, "2001-01-01T00:00:00Z").alive()).isFalse();
    }

    @Test
    void aFolderHasOneSupervisor(@TempDir Path dir) {
        // Given
        NodeFolder first = NodeFolder.hold(dir.resolve("node"));

        // When / Then
        assertThatThrownBy(() -> NodeFolder.hold(dir.resolve("node")))
                .isInstanceOf(Failure.class).hasMessageContaining("runs already");
        first.close();
        NodeFolder.hold(dir.resolve("node")).close();
    }
}
