package io.mudanza.cli.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Sizes;
import io.mudanza.cli.terminal.Table;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.engine.certificate.Certificate;
import io.mudanza.engine.certificate.CertificateCheck;
import io.mudanza.engine.certificate.CertificateVerifier;
import io.mudanza.engine.certificate.CertifiedTable;
import io.mudanza.engine.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the file of a certificate offline. */
final class CertificateFile {

    private final Terminal terminal;

    CertificateFile(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @return 0 when the certificate holds and says EQUAL; failures are thrown */
    int check(Path file, Path trustedKey) {
        CertificateVerifier verifier =
                trustedKey == null ? CertificateVerifier.ofAnyKey() : ofKey(read(trustedKey));
        CertificateCheck check = verifier.check(read(file));
        if (terminal.json()) {
            terminal.result(json(check));
        } else if (check.certificate() != null) {
            show(check);
        }
        if (!check.holds()) {
            throw Failure.of(ProblemCode.BUNDLE_SIGNATURE_WRONG,
                    terminal.texts().of("certificate.bad", file, String.join(" ", check.problems())));
        }
        if (trustedKey == null) {
            terminal.say(terminal.texts().of("certificate.any_key", check.keyId()));
        }
        return switch (check.certificate().verdict()) {
            case EQUAL -> ExitCode.OK;
            case DIFFERENT -> throw Failure.of(ProblemCode.VERIFICATION_DIFFERENT,
                    terminal.texts().of("verdict.different", check.certificate().jobId()));
            case NOT_VERIFIED -> throw Failure.of(ProblemCode.VERIFICATION_NOT_VERIFIED,
                    terminal.texts().of("verdict.not_verified", check.certificate().jobId()));
        };
    }

    private static CertificateVerifier ofKey(String pem) {
        try {
            return CertificateVerifier.ofKey(pem);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > 256L << 20) {
                throw Failure.of(ProblemCode.PAYLOAD_TOO_LARGE, "The file " + file + " is too large.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw Failure.of(ProblemCode.NOT_FOUND, "The file " + file + " cannot be read.", e);
        }
    }

    private static ObjectNode json(CertificateCheck check) {
        ObjectNode json = JsonText.MAPPER.createObjectNode();
        json.put("holds", check.holds());
        json.put("signature_valid", check.signatureValid());
        json.put("consistent", check.consistent());
        json.put("key_trusted", check.keyTrusted());
        json.put("key_id", check.keyId());
        json.put("job_id", check.certificate() == null ? null : check.certificate().jobId());
        json.put("verdict", check.certificate() == null ? null : check.certificate().verdict().name());
        check.problems().forEach(json.putArray("problems")::add);
        return json;
    }

    private void show(CertificateCheck check) {
        Certificate certificate = check.certificate();
        Table facts = new Table("CERTIFICATE", "");
        facts.row("job", certificate.jobId() + " (" + certificate.direction() + ")");
        facts.row("completed", String.valueOf(certificate.completedAt()));
        facts.row("signed by", certificate.node() + ", key " + check.keyId());
        facts.row("signature", check.signatureValid() ? "valid" : "NOT VALID");
        facts.row("verdict", String.valueOf(certificate.verdict()));
        long rows = certificate.tables().stream().mapToLong(CertifiedTable::rowsExpected).sum();
        facts.row("tables", certificate.tables().size() + ", " + Sizes.count(rows) + " rows");
        if (certificate.media() != null) {
            facts.row("media", Sizes.count(certificate.media().filesExpected()) + " files");
        }
        terminal.result(facts.toString());
        certificate.tables().stream().filter(table -> table.verdict() != Verdict.EQUAL).forEach(table ->
                terminal.result(table.verdict() + "  " + table.table() + "  " + String.valueOf(table.reason())));
        certificate.schemaDifferences().forEach(difference -> terminal.result(
                "DIFFERENT  " + difference.kind() + " " + difference.name() + "  " + difference.detail()));
        certificate.notCarried().forEach(object -> terminal.result(
                "NOT_VERIFIED  " + object.kind() + " " + object.name() + "  " + object.reason()));
    }
}
