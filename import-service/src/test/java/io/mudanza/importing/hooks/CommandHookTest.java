package io.mudanza.importing.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandHookTest {

    private static final UUID JOB = UUID.randomUUID();
    private static final HookCall CALL = new HookCall(HookPoint.BEFORE, SwitchAction.PUBLISH, JOB, "node \"1\"");

    @TempDir
    Path folder;

    @Test
    void seesWhatItIsToldAndNothingElseAndNoShell() throws Exception {
        // Given
        Path script = script("env | sort > " + folder.resolve("env") + "\nprintf '%s\\n' \"$@\" > " + folder.resolve("args"));

        // When
        new CommandHook(List.of(script.toString(), "$(touch x); `id`", "a b"), Duration.ofSeconds(10)).run(CALL);

        // Then
        assertThat(Files.readAllLines(folder.resolve("args"))).containsExactly("$(touch x); `id`", "a b");
        assertThat(Files.readAllLines(folder.resolve("env"))).map(line -> line.replaceFirst("=.*", ""))
                .contains("MUDANZA_HOOK", "MUDANZA_ACTION", "MUDANZA_JOB_ID", "MUDANZA_NODE")
                .isSubsetOf("MUDANZA_HOOK", "MUDANZA_ACTION", "MUDANZA_JOB_ID", "MUDANZA_NODE", "PATH", "HOME", "LANG", "PWD",
                        "SHLVL", "_", "OLDPWD");
        assertThat(Files.readString(folder.resolve("env"))).contains("MUDANZA_JOB_ID=" + JOB, "MUDANZA_ACTION=publish",
                "MUDANZA_HOOK=before-publish", "MUDANZA_NODE=node \"1\"");
    }

    @Test
    void failsWithTheCodeOrWhenThereIsNoSuchProgram() throws Exception {
        // Given
        Path script = script("exit 3");

        // When / Then
        assertThatThrownBy(() -> new CommandHook(List.of(script.toString()), Duration.ofSeconds(10)).run(CALL))
                .isInstanceOf(HookFailure.class).hasMessageContaining("code 3");
        assertThatThrownBy(() -> new CommandHook(List.of("/no/such/program"), Duration.ofSeconds(10)).run(CALL))
                .isInstanceOf(HookFailure.class).hasMessageContaining("cannot be started");
    }

    @Test
    void endsALateProgramWithItsChildren() throws Exception {
        // Given
        Path script = script("sleep 300 & echo $! > " + folder.resolve("child") + "; wait");

        // When / Then
        assertThatThrownBy(() -> new CommandHook(List.of(script.toString()), Duration.ofMillis(1500)).run(CALL))
                .isInstanceOf(HookFailure.class).hasMessageContaining("did not end");
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        org.awaitility.Awaitility.await().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void doesNotWaitForWhatItLeavesRunning() throws Exception {
        // Given
        Path script = script("sleep 20 & echo $! > " + folder.resolve("child"));
        long begin = System.nanoTime();

        // When
        new CommandHook(List.of(script.toString()), Duration.ofSeconds(15)).run(CALL);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("child")).strip()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    private Path script(String body) throws Exception {
        Path script = Files.writeString(folder.resolve("hook.sh"), "#!/bin/sh\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }
}
