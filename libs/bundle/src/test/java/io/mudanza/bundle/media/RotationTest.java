package io.mudanza.bundle.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {

    @TempDir
    Path folder;

    private static final class Crash extends Error {}

    private MediaSwitch.Rotation rotation(boolean inside, Consumer<String> reached) {
        Path live = folder.resolve("media");
        return inside
                ? new EntryRotation(live, live.resolve(".mudanza/staged"), live.resolve(".mudanza/old"), reached)
                : new FolderRotation(live, folder.resolve("staged"), folder.resolve("old"), reached);
    }

    private Path staged(boolean inside) {
        return inside ? folder.resolve("media/.mudanza/staged") : folder.resolve("staged");
    }

    private void fill(boolean inside) throws IOException {
        for (int i = 0; i < 3; i++) {
            Files.createDirectories(folder.resolve("media/d" + i));
            Files.writeString(folder.resolve("media/d" + i + "/f"), "old");
            Files.createDirectories(staged(inside).resolve("d" + i));
            Files.writeString(staged(inside).resolve("d" + i + "/f"), "new");
        }
        Files.writeString(folder.resolve("media/only-old"), "old");
    }

    private void assertState(String state) throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(folder.resolve("media/d" + i + "/f")).hasContent(state);
        }
        assertThat(Files.exists(folder.resolve("media/only-old"))).isEqualTo(state.equals("old"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void turnsAndTurnsBackFromEveryPoint(boolean inside) throws IOException {
        fill(inside);
        int points = count(inside);
        for (int crash = 1; crash <= points; crash++) {
            // When: the world ends at the n-th point
            int[] left = {crash};
            MediaSwitch.Rotation crashing = rotation(inside, point -> {
                if (--left[0] == 0) {
                    throw new Crash();
                }
            });
            assertThatThrownBy(crashing::turn).isInstanceOf(Crash.class);

            // Then: it can be gone on with
            rotation(inside, point -> {}).turn();
            rotation(inside, point -> {}).turn();
            assertState("new");

            // When: the way back is cut off as well
            left[0] = crash;
            try {
                crashing.turnBack();
            } catch (Crash e) {
                assertThat(left[0]).isZero();
            }

            // Then
            rotation(inside, point -> {}).turnBack();
            assertState("old");
            assertThat(staged(inside).resolve("d0/f")).hasContent("new");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesBackWhatWasBegun(boolean inside) throws IOException {
        fill(inside);
        int points = count(inside);
        for (int crash = 1; crash <= points; crash++) {
            // Given
            int[] left = {crash};
            assertThatThrownBy(() -> rotation(inside, point -> {
                        if (--left[0] == 0) {
                            throw new Crash();
                        }
                    }).turn())
                    .isInstanceOf(Crash.class);

            // When
            rotation(inside, point -> {}).turnBack();

            // Then
            assertState("old");
            assertThat(staged(inside).resolve("d2/f")).hasContent("new");
        }
    }

    private int count(boolean inside) throws IOException {
        int[] points = {0};
        rotation(inside, point -> points[0]++).turn();
        assertState("new");
        rotation(inside, point -> {}).turnBack();
        assertState("old");
        return points[0];
    }
}
