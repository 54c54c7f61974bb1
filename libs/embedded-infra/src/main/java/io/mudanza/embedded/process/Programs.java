package io.mudanza.embedded.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds programs of the machine and tries them out. */
public final class Programs {

    private Programs() {}

    /** The program as the PATH (and the usual system folders) has it. */
    public static Optional<Path> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : (path + File.pathSeparator + "/usr/bin:/bin:/usr/sbin:/sbin").split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program) && !Files.isDirectory(program)) {
                    return Optional.of(program);
                }
            }
        }
        return Optional.empty();
    }

    /** Runs the command without input or output; false when it cannot be started, fails, or takes over ten seconds. */
    public static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Prefix that takes a child out of the terminal's process group, so that Ctrl-C reaches only this JVM. */
    static List<String> ownSession() {
        return find("setsid").map(program -> List.of(program.toString())).orElse(List.of());
    }
}
