package io.mudanza.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFileTest {

    @TempDir
    Path folder;

    @BeforeEach
    void onlyWhereItIsUsed() {
        assumeThat(HeldFile.possible(folder.resolve("ñ"))).isTrue();
    }

    @Test
    void theNameMeansTheFileThatWasOpenedWhateverLiesAtItsPathLater() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("ñ.bin"), "first");
        try (HeldFile held = HeldFile.open(file)) {
            // When
            Files.move(Files.writeString(folder.resolve("other"), "second"), file, StandardCopyOption.REPLACE_EXISTING);
            // Then
            assertThat(held.path()).hasContent("first");
        }
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws Exception {
        // Given
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.writeString(folder.resolve("file"), "x"));
        // When / Then
        assertThatThrownBy(() -> HeldFile.open(link)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void nothingStaysOpen() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "x");
        HeldFile held = HeldFile.open(file);
        Path name = held.path();
        // When
        held.close();
        // Then
        assertThat(Files.isSymbolicLink(name) && Files.readSymbolicLink(name).equals(file)).isFalse();
    }
}
