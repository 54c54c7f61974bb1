package io.mudanza.campaign;

import io.mudanza.embedded.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A backup of a platform as others make it: a dump by pg_dump and the media, in a {@code .tar.gz}. */
final class Archive {

    private Archive() {}

    static Path of(Site site, Path dir) throws IOException, InterruptedException {
        Path backup = dir.resolve("backups-20260201-120000");
        Os.succeeds("rm", "-rf", backup.toString());
        Path dump = Files.createDirectories(backup.resolve("cloudsql")).resolve("platform.sql");
        EmbeddedPostgres server = site.platformServer();
        run(server.environment(Site.PLATFORM), dir, server.installation().pgDump().orElseThrow().toString(), "--no-password",
                "-f", dump.toString());
        run(Map.of(), dir, "gzip", "-1", dump.toString());
        Path bucket = Files.createDirectories(backup.resolve("gcs/bucket"));
        run(Map.of(), dir, "cp", "-r", site.media() + "/.", bucket.toString());
        Path archive = dir.resolve("backup.tar.gz");
        run(Map.of(), dir, "tar", "-czf", archive.toString(), backup.getFileName().toString());
        return archive;
    }

    private static void run(Map<String, String> environment, Path dir, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(dir.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + " failed: " + said);
        }
    }
}
