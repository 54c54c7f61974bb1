package io.mudanza.launcher.prepare;

import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.examples.tuki.TukiPlatform;
import io.mudanza.launcher.supervise.Installation;
import io.mudanza.launcher.supervise.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A small move by a node that records its classes: it pulls the sample platform from itself, and the command line copies
 * it once. What only a move needs is in the caches then, with what the compilers learnt of it.
 */
final class Rehearsal {

    private static final double SCALE = 0.1;
    private static final String PLATFORM = "platform";
    private static final long LONGEST_MINUTES = 5;
    private static final int SMALL_FILES = 1500;
    private static final int LARGE_FILES = 6;

    private final Supervisor node;
    private final Installation installation;
    private final Path dir;

    Rehearsal(Supervisor node, Installation installation, Path dir) {
        this.node = node;
        this.installation = installation;
        this.dir = dir;
    }

    /** @return why it did not come to its end; null when it did. The caches are only poorer without it */
    String run() throws InterruptedException {
        EmbeddedPostgres server = node.postgres();
        try {
            new TukiPlatform(server.jdbcUrl(PLATFORM), server.username(), server.password())
                    .create(dir.resolve("media"), SCALE, 1);
            media();
            String failed = pull(server);
            return failed != null ? failed : copy(server);
        } catch (SQLException | IOException failed) {
            return failed.getMessage();
        }
    }

    /** Files small enough to come together and files large enough to come alone, as many as the compilers need to learn. */
    private void media() throws IOException {
        Random random = new Random(1);
        byte[] small = new byte[20 << 10];
        byte[] large = new byte[8 << 20];
        for (int at = 0; at < SMALL_FILES; at++) {
            Path folder = Files.createDirectories(dir.resolve("media/rehearsal/" + at / 100));
            random.nextBytes(small);
            Files.write(folder.resolve(at + ".jpg"), small);
        }
        for (int at = 0; at < LARGE_FILES; at++) {
            random.nextBytes(large);
            Files.write(dir.resolve("media/rehearsal/" + at + ".mp4"), large);
        }
    }

    private String pull(EmbeddedPostgres server) throws IOException, InterruptedException {
        String token = node.adminToken().toString();
        return run(server, "pull", installation.clientProgram(), List.of("--node", node.url(), "--token-file", token, "--json",
                "pull", "--source-url", node.url(), "--source-token-file", token, "--verify", "--create-checkpoint"));
    }

    private String copy(EmbeddedPostgres server) throws IOException, InterruptedException {
        String failed = run(server, "copy", installation.movingProgram(), List.of(
                "copy", "--from", url(server, PLATFORM), "--to", url(server, "rehearsal"), "--confirm"));
        return failed != null ? failed : intake(server);
    }

    /** A file of SQLite comes with flags of its own, and so with a cache of its own. */
    private String intake(EmbeddedPostgres server) throws IOException, InterruptedException {
        Path file = dir.resolve("platform.sqlite3");
        String failed = run(server, "export", installation.ownProgram(), List.of("export", "--format", "sqlite", "--direct",
                "--database-url", url(server, PLATFORM), "--output", file.toString()));
        return failed != null ? failed : run(server, "copy of a file", installation.intakeProgram(), List.of(
                "copy", "--from", "sqlite://" + file, "--to", url(server, "rehearsal_of_a_file"), "--confirm"));
    }

    private String run(EmbeddedPostgres server, String work, List<String> program, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(program);
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(dir.resolve("rehearsal.log").toFile());
        builder.environment().put("PGPASSWORD", server.password());
        Process process = builder.start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return "the " + work + " took too long";
        }
        return process.exitValue() == 0 ? null : "the " + work + " ended with code " + process.exitValue();
    }

    private static String url(EmbeddedPostgres server, String database) {
        return "postgresql://" + server.username() + "@127.0.0.1:" + server.port() + "/" + database;
    }
}
