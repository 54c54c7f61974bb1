package io.mudanza.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.engine.checkpoint.SwitchSettings;
import io.mudanza.engine.checkpoint.TargetSwitch;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.ProgressListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMarkTest {

    @TempDir
    Path folder;

    @Test
    void runsIntoOtherTargetsComeAndGoWithoutDisturbingEachOther() throws Exception {
        // Given
        List<Callable<Void>> runs = new ArrayList<>();
        for (int number = 1; number <= 6; number++) {
            DatabaseAddress target = new DatabaseAddress("localhost", 1, "target_" + number, "nobody", null, null);
            runs.add(() -> {
                for (int i = 0; i < 40; i++) {
                    oneRun(target);
                }
                return null;
            });
        }

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(runs.size())) {
            for (Future<Void> run : threads.invokeAll(runs)) {
                run.get();
            }
        }

        // Then
        assertThat(folder.resolve("running").toFile().list()).containsExactly("door");
    }

    private void oneRun(DatabaseAddress target) throws Exception {
        Path journal = folder.resolve("journal");
        TargetSwitch states = new TargetSwitch(new SwitchSettings(target, null, journal, Duration.ZERO));
        try (RunMark mark = RunMark.take(journal, UUID.randomUUID(), target, states, ProgressListener.NONE)) {
            mark.done();
        }
    }
}
