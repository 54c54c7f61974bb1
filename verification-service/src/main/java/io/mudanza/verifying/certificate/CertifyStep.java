package io.mudanza.verifying.certificate;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.certificate.CertificateIssuer;
import io.mudanza.engine.certificate.SignedCertificate;
import io.mudanza.platform.NodeKeyFile;
import io.mudanza.platform.step.StepProblems;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import io.mudanza.verifying.report.ComparisonReport;
import io.mudanza.verifying.report.Reports;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs the report of the whole job with the key of the node. */
@ApplicationScoped
class CertifyStep implements StepHandler {

    private final Reports reports;
    private final Certificates certificates;
    private final NodeKeyFile nodeKey;
    private final String node;
    private final String version;
    private final boolean verifySsl;

    CertifyStep(
            Reports reports,
            Certificates certificates,
            NodeKeyFile nodeKey,
            @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String node,
            @ConfigProperty(name = "mudanza.verify-ssl", defaultValue = "true") boolean verifySsl,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.reports = reports;
        this.certificates = certificates;
        this.nodeKey = nodeKey;
        this.node = node;
        this.version = version;
        this.verifySsl = verifySsl;
    }

    @Override
    public StepKind kind() {
        return StepKind.CERTIFY;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        SignedCertificate signed = StepProblems.during(() -> sign(context));
        certificates.keep(context.jobId(), signed);
        Map<String, Object> facts = new HashMap<>();
        facts.put(StepFacts.VERDICT, signed.certificate().verdict().name());
        return facts;
    }

    private static Instant startOf(StepContext context) {
        String begun = context.fact(StepFacts.STARTED_AT);
        return begun == null ? null : Instant.parse(begun);
    }

    private static List<String> notesOf(StepContext context) {
        String notes = context.fact(StepFacts.PUBLISH_NOTES);
        return notes == null ? List.of() : notes.lines().toList();
    }

    private SignedCertificate sign(StepContext context) throws IOException, StepFailedException {
        Optional<ComparisonReport> report = reports.find(context.jobId());
        if (report.isEmpty()) {
            throw new StepFailedException(ProblemCode.VERIFICATION_NOT_VERIFIED,
                    "The job was not verified, so there is nothing to certify.");
        }
        CertifiedJob job = new CertifiedJob(
                context.jobId(), context.direction().wire(), node, context.fact(StepFacts.PEER_URL),
                context.fact(StepFacts.CHECKPOINT_ID), startOf(context), version, notesOf(context));
        return new CertificateIssuer(nodeKey.key()).issue(new CertificateDraft(report.get(), verifySsl).of(job));
    }
}
