package io.mudanza.cli.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Progress;
import io.mudanza.cli.terminal.Sizes;
import io.mudanza.cli.terminal.Table;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.certificate.CertificateVerifier;
import io.mudanza.engine.direct.BundleInspection;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks a bundle file offline: grammar, signature, every byte of every part. */
final class BundleCheck {

    private final Terminal terminal;

    BundleCheck(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @return 0 when the bundle is whole; failures are thrown */
    int check(Path file, Path trustedKey) {
        if (!Files.isRegularFile(file)) {
            throw Failure.of(ProblemCode.NOT_FOUND, terminal.texts().of("input.missing", file));
        }
        BundleInspection.Found found;
        try {
            found = new BundleInspection().run(file, new Watched(terminal), Cancellation.NEVER);
        } catch (EngineException e) {
            throw Failure.of(e);
        } finally {
            terminal.endProgress();
        }
        requireKey(found, trustedKey);
        show(found);
        return ExitCode.OK;
    }

    private static void requireKey(BundleInspection.Found found, Path trustedKey) {
        if (trustedKey == null) {
            return;
        }
        try {
            if (!CertificateVerifier.sameKey(Files.readString(trustedKey), found.signature().publicKey())) {
                throw Failure.of(ProblemCode.BUNDLE_SIGNATURE_WRONG, "Another key than the trusted one signed this bundle.");
            }
        } catch (IOException e) {
            throw Failure.of(ProblemCode.NOT_FOUND, "The file " + trustedKey + " cannot be read.", e);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, e.getMessage(), e);
        }
    }

    private void show(BundleInspection.Found found) {
        Head head = found.manifest().head();
        long files = found.manifest().media() == null ? 0 : found.manifest().media().files();
        if (terminal.json()) {
            ObjectNode json = JsonText.MAPPER.createObjectNode().put("whole", true);
            json.put("bundle_id", head.bundleId().toString()).put("created", head.created().toString());
            json.put("node", head.node()).put("database", head.database()).put("server_version", head.serverVersion());
            json.put("tables", head.tables().size()).put("rows", found.manifest().rows()).put("media_files", files);
            json.put("key_id", found.signature().keyId());
            terminal.result(json);
            return;
        }
        Table facts = new Table("BUNDLE", head.bundleId().toString());
        facts.row("created", head.created() + ", node " + head.node() + ", key " + found.signature().keyId());
        facts.row("database", head.database() + ", PostgreSQL " + head.serverVersion());
        facts.row("holds", head.tables().size() + " tables, " + Sizes.count(found.manifest().rows()) + " rows, "
                + Sizes.count(files) + " media files");
        terminal.result(facts.toString());
        terminal.say(terminal.texts().of("bundle.checked"));
    }

    /** Shows how far the reading is. */
    private static final class Watched implements ProgressListener {
        private final Terminal terminal;
        private long total;
        private long done;

        Watched(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void expected(long rows, long bytes) {
            total = bytes;
        }

        @Override
        public void advanced(String table, long rows, long bytes) {
            done += bytes;
            double percent = total <= 0 ? -1 : 100.0 * done / total;
            terminal.progress(new Progress("verify", null, percent, 0, -1, done, total, -1, -1));
        }

        @Override
        public void doing(String what) {
            // The percentage says enough.
        }

        @Override
        public void note(Level level, String sentence) {
            terminal.say(sentence);
        }
    }
}
