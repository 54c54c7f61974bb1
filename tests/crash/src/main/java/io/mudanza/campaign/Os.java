package io.mudanza.campaign;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operating system, asked by its own commands. */
final class Os {
    private Os() {}

    static boolean succeeds(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    static void signal(String signal, long pid) throws IOException, InterruptedException {
        succeeds("kill", "-" + signal, String.valueOf(pid));
    }
}
