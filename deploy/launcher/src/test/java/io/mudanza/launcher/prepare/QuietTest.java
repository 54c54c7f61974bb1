package io.mudanza.launcher.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class QuietTest {

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    @Test
    @Timeout(60)
    void isWaitedForWhileAProcessThatWasStartedWorks() throws Exception {
        // Given
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        Thread waiting = Thread.ofVirtual().unstarted(() -> {
            try {
                Quiet.await(LOOK_EVERY);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            // When
            waiting.start();
            // Then
            assertThat(waiting.join(Duration.ofSeconds(3))).as("quiet beside a busy process").isFalse();
        } finally {
            busy.destroyForcibly().waitFor();
        }
        assertThat(waiting.join(Duration.ofSeconds(50))).as("quiet when it has gone").isTrue();
    }
}
