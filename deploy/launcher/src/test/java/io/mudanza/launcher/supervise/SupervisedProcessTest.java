package io.mudanza.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mudanza.embedded.process.ServerProcess;
import io.mudanza.embedded.process.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProcessTest {

    @Test
    void aKilledProcessIsStartedAgainAndAStoppedOneIsNot(@TempDir Path dir) {
        // Given
        AtomicInteger changes = new AtomicInteger();
        SupervisedProcess process = new SupervisedProcess(
                "sleeper", "127.0.0.1", 0, false,
                () -> ServerProcess.start("sleeper", List.of("sleep", "1000"), Map.of(), dir, dir.resolve("log"),
                        StopSignal.TERM),
                changes::incrementAndGet);
        process.start();
        process.keepAlive();
        long first = process.process().pid();

        // When
        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> changes.get() == 1);
        assertThat(process.restarts()).isEqualTo(1);
        assertThat(process.process().pid()).isNotEqualTo(first);
        assertThat(process.process().alive()).isTrue();

        // And when it is stopped, it stays so.
        process.stop(Duration.ofSeconds(5));
        assertThat(process.process().alive()).isFalse();
        assertThat(process.restarts()).isEqualTo(1);
    }
}
