package io.mudanza.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashPointTest {

    @Test
    void withoutASettingNothingIsArmed() {
        // When
        CrashPoints none = CrashPoint.armed(null);
        CrashPoints blank = CrashPoint.armed(" ");

        // Then
        assertThat(none).isNull();
        assertThat(blank).isNull();
        CrashPoints.OF_PROCESS.reached("anything");
    }

    @Test
    void anOrderNamesPointPassAndWhatToDo() {
        // Then
        assertThat(CrashOrder.of("publish:open")).isEqualTo(new CrashOrder("publish:open", 1, false));
        assertThat(CrashOrder.of("load:part:3")).isEqualTo(new CrashOrder("load:part", 3, false));
        assertThat(CrashOrder.of("load:part:3:hold")).isEqualTo(new CrashOrder("load:part", 3, true));
        assertThatThrownBy(() -> CrashOrder.of(":0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNthPassIsTheLastOne() {
        // Given
        List<CrashOrder> ended = new ArrayList<>();
        PassCounter counter = new PassCounter(CrashOrder.of("a:2"), ended::add);

        // When
        counter.reached("a");
        counter.reached("b");
        boolean early = !ended.isEmpty();
        counter.reached("a");
        counter.reached("a");

        // Then
        assertThat(early).isFalse();
        assertThat(ended).hasSize(1);
    }

    @Test
    void aFileArmsARunningProcessOnce(@TempDir Path dir) throws Exception {
        // Given
        Path file = dir.resolve("order");
        List<CrashOrder> ended = new ArrayList<>();
        CrashFile points = new CrashFile(file, ended::add);
        points.reached("a");

        // When
        Files.writeString(file, "a:2");
        points.reached("a");
        points.reached("a");
        points.reached("a");

        // Then
        assertThat(ended).hasSize(1);
        assertThat(file).doesNotExist();
        assertThat(dir.resolve("order.fired")).hasContent(String.valueOf(ProcessHandle.current().pid()));
    }

    @Test
    void aHoldWaitsUntilItIsLetGo(@TempDir Path dir) throws Exception {
        // Given
        Path file = dir.resolve("order");
        CrashFile points = new CrashFile(file, order -> { });
        Files.writeString(file, "a:hold");

        // When
        CompletableFuture<Void> passing = CompletableFuture.runAsync(() -> points.reached("a"));
        Awaitility.await().until(() -> Files.exists(dir.resolve("order.fired")));
        boolean held = !passing.isDone();
        Files.delete(dir.resolve("order.fired"));
        passing.get(10, TimeUnit.SECONDS);

        // Then
        assertThat(held).isTrue();
    }
}
