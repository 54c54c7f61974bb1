package io.mudanza.engine.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    @TempDir
    Path parent;

    @Test
    void isItsOwnersAloneAndGoesWithEverythingInIt() throws Exception {
        // Given
        ScratchFolder scratch = ScratchFolder.below(parent.resolve("not/there/yet"));
        Files.writeString(Files.createDirectories(scratch.path().resolve("a/b")).resolve("rows"), "secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch.path()))).isEqualTo("rwx------");

        // When
        scratch.close();
        scratch.close();

        // Then
        assertThat(parent.resolve("not/there/yet")).isEmptyDirectory();
    }

    @Test
    void whatAKilledRunLeftGoesWithTheNextAndWhatIsInUseStays() throws Exception {
        // Given
        Path left = killedRun();
        try (ScratchFolder living = ScratchFolder.below(parent)) {
            assertThat(left).doesNotExist();
            Path again = killedRun();

            // When
            ScratchFolder next = ScratchFolder.below(parent);

            // Then
            assertThat(again).doesNotExist();
            killedRun();
            assertThat(living.path()).as("after a sweep of this process and one of another").exists();
            next.close();
        }
    }

    @Test
    void leavesLinksAlone() throws Exception {
        // Given
        Path precious = Files.createDirectory(parent.resolve("precious"));
        Files.writeString(precious.resolve(".lock"), "");
        Files.createSymbolicLink(parent.resolve(".mudanza-scratch-link"), precious);

        // When
        ScratchFolder.below(parent).close();

        // Then
        assertThat(precious.resolve(".lock")).exists();
    }

    @Test
    void manyAtOnceDoNotTakeEachOthers() throws Exception {
        // Given
        Callable<Void> run = () -> {
            for (int i = 0; i < 50; i++) {
                try (ScratchFolder scratch = ScratchFolder.below(parent)) {
                    Files.writeString(scratch.path().resolve("rows"), "mine");
                    Thread.sleep(1);
                    assertThat(scratch.path().resolve("rows")).exists();
                }
            }
            return null;
        };

        // When
        try (ExecutorService runs = Executors.newFixedThreadPool(8)) {
            for (Future<Void> each : runs.invokeAll(Collections.nCopies(8, run))) {
                each.get();
            }
        }

        // Then
        assertThat(parent).isEmptyDirectory();
    }

    /** The folder of another process that was killed while it had one. */
    private Path killedRun() throws Exception {
        Process run = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
                "-cp", System.getProperty("java.class.path"), Holder.class.getName(), parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Path folder = Path.of(run.inputReader().readLine());
        assertThat(folder.resolve("rows")).exists();
        run.destroyForcibly().waitFor();
        assertThat(folder.resolve("rows")).exists();
        return folder;
    }

    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            ScratchFolder scratch = ScratchFolder.below(Path.of(arguments[0]));
            Files.writeString(scratch.path().resolve("rows"), "of a customer");
            System.out.println(scratch.path());
            Thread.sleep(60_000);
        }
    }
}
