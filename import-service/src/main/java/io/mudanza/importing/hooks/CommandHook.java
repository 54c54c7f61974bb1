package io.mudanza.importing.hooks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A program with its arguments, run without a shell. It sees nothing of the service's environment, which holds secrets.
 * What it says goes to the log of the service, not to that of the job.
 */
final class CommandHook implements Hook {

    private static final Logger LOG = Logger.getLogger(CommandHook.class);
    private static final int SHOWN = 4096;
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final List<String> command;
    private final Duration timeout;

    CommandHook(List<String> command, Duration timeout) {
        this.command = List.copyOf(command);
        this.timeout = timeout;
    }

    @Override
    public void run(HookCall call) throws HookFailure, InterruptedException {
        // A file and not a pipe: a program that it leaves running would keep a pipe open.
        Path output = null;
        try {
            output = Files.createTempFile("mudanza-hook", ".log");
            Process process = start(call, output);
            try {
                int code = await(process);
                LOG.infof("job %s: the hook %s ended with code %d and said: %s", call.job(), call.point().wire(), code,
                        said(output));
                if (code != 0) {
                    throw new HookFailure("ended with code " + code + "; what it said is in the log of the service");
                }
            } finally {
                // Nobody waits for it any more: it is over, late, or the step has been taken away.
                if (process.isAlive()) {
                    end(process);
                }
            }
        } catch (IOException e) {
            throw new HookFailure("cannot be started (" + command.getFirst() + ")", e);
        } finally {
            remove(output);
        }
    }

    private Process start(HookCall call, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        String home = environment.get("HOME");
        environment.clear();
        environment.put("PATH", PATH);
        environment.put("LANG", "C.UTF-8");
        if (home != null) {
            environment.put("HOME", home);
        }
        environment.put("MUDANZA_HOOK", call.point().wire());
        environment.put("MUDANZA_ACTION", call.action().wire());
        environment.put("MUDANZA_JOB_ID", call.job().toString());
        environment.put("MUDANZA_NODE", call.node());
        return builder.start();
    }

    private int await(Process process) throws InterruptedException, HookFailure {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new HookFailure("did not end within " + timeout.toSeconds() + " s and was ended");
        }
        return process.exitValue();
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String said(Path output) throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            return new String(in.readNBytes(SHOWN), StandardCharsets.UTF_8).strip();
        }
    }

    private static void remove(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debugf(e, "the output of a hook stays in %s", file);
        }
    }
}
