package io.mudanza.bundle.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {

    @TempDir
    Path folder;

    @Test
    void isHeldByOneAtATime() throws Exception {
        // Given
        Path file = folder.resolve("a.lock");
        LockFile held = LockFile.tryTake(file).orElseThrow();

        // When // Then
        assertThat(LockFile.tryTake(file)).isEmpty();
        held.close();
        held.close();
        LockFile again = LockFile.tryTake(file).orElseThrow();
        held.close();
        assertThat(LockFile.tryTake(file)).as("closing twice takes nothing from the next one").isEmpty();
        again.close();
    }

    @Test
    void whoAsksInVainInTheSameProcessDoesNotOpenTheDoorToOthers() throws Exception {
        // Given
        Path file = folder.resolve("a.lock");
        Path sameByALink = Files.createSymbolicLink(folder.resolve("link"), folder).resolve("a.lock");
        try (LockFile held = LockFile.tryTake(file).orElseThrow()) {

            // When
            assertThat(LockFile.tryTake(file)).isEmpty();
            assertThat(LockFile.tryTake(sameByALink)).isEmpty();

            // Then
            assertThat(takenByAnotherProcess(file)).isFalse();
        }
        assertThat(takenByAnotherProcess(file)).isTrue();
    }

    private static boolean takenByAnotherProcess(Path file) throws Exception {
        Process other = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
                "-cp", System.getProperty("java.class.path"), Other.class.getName(), file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        boolean taken = Boolean.parseBoolean(other.inputReader().readLine());
        assertThat(other.waitFor()).isZero();
        return taken;
    }

    static final class Other {

        private Other() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println(LockFile.tryTake(Path.of(arguments[0])).isPresent());
        }
    }
}
