package io.mudanza.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Backups as the scripts of the platform make them: {@code backups-…/cloudsql/*.sql.gz} and {@code backups-…/gcs/<bucket>/…}. */
final class Backup {

    private Backup() {}

    /** The archive of a node's platform, packed by the tar of this machine. */
    static Path of(Node node, Path dir) throws IOException, InterruptedException {
        Path folder = dir.resolve("backups-20260201-120000");
        Path sql = Files.createDirectories(folder.resolve("cloudsql"))
                .resolve("tuki-db-prod-tuki_production-20260201.sql");
        dump(node, sql, "-Fp");
        run(dir, "gzip", "-1", sql.toString());
        Path bucket = Files.createDirectories(folder.resolve("gcs/tuki-media-prod-1"));
        if (Files.isDirectory(node.media())) {
            run(dir, "cp", "-r", node.media() + "/.", bucket.toString());
        }
        Path archive = dir.resolve("backup-gcp-20260201.tar.gz");
        run(dir, "tar", "-czf", archive.toString(), folder.getFileName().toString());
        return archive;
    }

    /** A dump of the platform in a format of pg_dump. */
    static void dump(Node node, Path file, String format) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                node.postgres().installation().pgDump().orElseThrow().toString(), "--no-password", format, "-f",
                file.toString());
        builder.environment().putAll(node.postgres().environment(Node.PLATFORM));
        finish(builder);
    }

    static void run(Path dir, String... command) throws IOException, InterruptedException {
        finish(new ProcessBuilder(List.of(command)).directory(dir.toFile()));
    }

    private static void finish(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(builder.command() + " failed: " + said);
        }
    }

    static long files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
