package io.mudanza.identity.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("B47 a secret may lie in a file instead of the environment or an argument")
    void readsTheFileWithoutItsLineEnd() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), " pass=word \n");
        SecretFiles source = new SecretFiles(Map.of("MUDANZA_PLATFORM_PASSWORD_FILE", file.toString(),
                "MUDANZA_NODE_KEY_FILE", "/etc/passwd", "MUDANZA_NODE_SECRET_FILE", ""));
        assertThat(source.getValue("mudanza.platform.password")).isEqualTo(" pass=word ");
        assertThat(source.getPropertyNames()).containsExactly("mudanza.platform.password");
        assertThat(source.getValue("mudanza.node.key")).isNull();
    }

    @Test
    void aFileThatIsNotThereStopsTheNodeAndIsNotShown() {
        assertThatThrownBy(() -> new SecretFiles(Map.of("MUDANZA_NODE_SECRET_FILE", folder.resolve("none").toString())))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("MUDANZA_NODE_SECRET_FILE");
    }
}
