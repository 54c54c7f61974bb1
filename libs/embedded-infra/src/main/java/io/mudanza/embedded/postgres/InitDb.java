package io.mudanza.embedded.postgres;

import io.mudanza.embedded.EmbeddedInfraException;
import io.mudanza.embedded.process.LogTail;
import io.mudanza.embedded.process.ServerProcess;
import io.mudanza.embedded.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the data folder of a new server. */
final class InitDb {

    private InitDb() {}

    static void run(PostgresInstallation installation, Unprivileged unprivileged, Path dir, String password,
            boolean durable)
            throws IOException {
        // The folder itself is the server's: it writes its log, its data and its process file there.
        unprivileged.own(dir);
        Path passwordFile = dir.resolve("initdb-password");
        Files.writeString(passwordFile, password);
        passwordFile.toFile().setReadable(false, false);
        passwordFile.toFile().setReadable(true, true);
        unprivileged.own(passwordFile);
        Path log = dir.resolve("initdb.log");
        try {
            List<String> command = new ArrayList<>(unprivileged.prefix());
            command.addAll(List.of(
                    installation.bin().resolve("initdb").toString(), "-D", dir.resolve("data").toString(), "-U",
                    EmbeddedPostgres.USER, "-A", "scram-sha-256", "--pwfile=" + passwordFile, "-E", "UTF8",
                            "--no-instructions"));
            command.add("--locale=" + locale());
            if (!durable) {
                command.add("--no-sync");
            }
            ServerProcess process =
                    ServerProcess.start("initdb", command, Map.of("LC_ALL", ""), dir, log, StopSignal.TERM);
            process.join();
            if (process.exitCode() != 0) {
                throw new EmbeddedInfraException("initdb failed with code " + process.exitCode()
                        + ". Its last log lines:\n" + LogTail.of(log, 15));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedInfraException("initdb was interrupted.", e);
        } finally {
            Files.deleteIfExists(passwordFile);
            Files.deleteIfExists(log);
        }
    }

    private static String locale() {
        return System.getProperty("os.name").startsWith("Linux") ? "C.UTF-8" : "C";
    }
}
