package io.mudanza.cli.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.command.Subcommand;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.job.StartedJob;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mudanza restore}: a backup file of a stranger into the platform. */
@Command(
        name = "restore",
        sortOptions = false,
        description = "Restore the platform from a backup file: an archive with a dump and media, or a dump alone.")
public final class RestoreCommand extends Subcommand {

    @Parameters(paramLabel = "FILE", description = "The backup: .tar.gz, .tar.zst, .tar, or a dump of pg_dump.")
    private Path file;

    @Option(names = "--confirm", description = "Do not ask.")
    private boolean confirmed;

    @Option(names = "--only-sql", description = "Only the database; the media stay as they are.")
    private boolean onlySql;

    @Option(names = "--only-media", description = "Only the media; the database stays as it is.")
    private boolean onlyMedia;

    @Option(names = "--table", paramLabel = "TABLE",
            description = "Only this table (schema.table or schema.*); may be given several times.")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--dry-run", description = "Only validate and check; nothing is created.")
    private boolean dryRun;

    @Option(names = "--no-backup", description = "Write no portable backup before; the checkpoint is kept all the same.")
    private boolean noBackup;

    @Option(names = "--job", paramLabel = "JOB", description = "Go on with this upload.")
    private String job;

    @Option(names = "--certificate-file", paramLabel = "FILE", description = "Keep the signed certificate in this file.")
    private Path certificateFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Failure.of(ProblemCode.NOT_FOUND, text("input.missing", file));
        }
        if (onlySql && onlyMedia || onlyMedia && !tables.isEmpty()) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, text("restore.exclusive"));
        }
        NodeClient node = node();
        if (!dryRun) {
            confirm(confirmed, text("replace.reversibly", node.url()));
        }
        String query = "filename=" + NodeClient.segment(file.getFileName().toString()) + "&restore_sql=" + !onlyMedia
                + "&restore_media=" + !onlySql + "&create_backup_before=" + !noBackup;
        String uploaded = new Upload(node, terminal(), file, "upload-backup/", query, job).run();
        terminal().endProgress();
        ObjectNode body = JsonText.MAPPER.createObjectNode().put("confirm", !dryRun).put("dry_run", dryRun)
                .put("restore_sql", !onlyMedia).put("restore_media", !onlySql).put("create_backup_before", !noBackup);
        tables.forEach(body.withArray("tables")::add);
        String id = node.start("restore-backup/" + NodeClient.segment(uploaded) + "/", body);
        int code = new StartedJob(node, terminal(), id).end(false, !dryRun, certificateFile);
        if (dryRun) {
            terminal().say(text("restore.kept", id));
        }
        return code;
    }
}
