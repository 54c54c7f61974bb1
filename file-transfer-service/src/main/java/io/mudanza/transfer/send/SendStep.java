package io.mudanza.transfer.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.steps.StepHandler;
import io.mudanza.transfer.health.TransferMetrics;
import io.mudanza.transfer.peer.JobPeers;
import io.mudanza.transfer.peer.Peer;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.settings.TransferSettings;
import io.mudanza.transfer.steps.Failures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Sends the bundle of this job to the peer and follows the peer's import to its end. */
@ApplicationScoped
class SendStep implements StepHandler {

    private static final long LOOK_MILLIS = 1_000;

    private final JobPeers peers;
    private final ImportDoor door;
    private final PeerCertificates certificates;
    private final LocalBundle bundle;
    private final TransferSettings settings;
    private final TransferMetrics metrics;

    SendStep(
            JobPeers peers,
            ImportDoor door,
            PeerCertificates certificates,
            LocalBundle bundle,
            TransferSettings settings,
            TransferMetrics metrics) {
        this.peers = peers;
        this.door = door;
        this.certificates = certificates;
        this.bundle = bundle;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public StepKind kind() {
        return StepKind.SEND;
    }

    @Override
    public Map<String, Object> run(StepContext context) throws StepFailedException, InterruptedException {
        Peer peer = peers.of(context);
        context.doing("asking " + peer.address());
        UUID job = door.open(context, settings.patience().source());
        RemoteImport remote = door.remote(context, peer, settings.patience().source());
        JsonNode state = remote.state(job);
        if (state.path("status").asText("").equals("pending")) {
            send(context, remote, RemoteImport.upload(job, state));
        }
        JsonNode end = follow(context, remote, job);
        Map<String, Object> facts = facts(peer, job, end);
        if (end.hasNonNull("certificate")) {
            facts.put(StepFacts.CERTIFICATE_SHA256, keep(context, remote.certificate(job)));
        } else {
            context.log(LogLevel.WARNING, "The peer has issued no certificate of its import.");
        }
        return facts;
    }

    private String keep(StepContext context, String certificate) throws StepFailedException {
        try {
            certificates.keep(context.jobId(), certificate);
            return Sha256.hex(certificate);
        } catch (SQLException unreachable) {
            throw new StepFailedException(
                    ProblemCode.SERVICE_UNAVAILABLE, "The node's own database does not answer; try again.", unreachable);
        }
    }

    private void send(StepContext context, RemoteImport remote, RemoteImport.Upload upload)
            throws StepFailedException, InterruptedException {
        LocalBundle.Piece first = bundle.read(context, 0, 1, null);
        long total = first.total();
        long offset = upload.offset();
        if (upload.complete() ? offset != total : offset > total) {
            throw standsStill(offset, total);
        }
        context.expected(-1, total);
        context.advanced(null, 0, offset);
        context.doing("sending the bundle");
        if (upload.complete()) {
            // All is there, but the peer could not begin then: ask it once more.
            remote.append(upload.job(), offset, new byte[0], true);
        }
        int standstill = 0;
        while (offset < total) {
            Failures.checkStopped(context);
            LocalBundle.Piece piece = bundle.read(context, offset, settings.chunkBytes(), first.etag());
            boolean last = offset + piece.bytes().length == total;
            long now = remote.append(upload.job(), offset, piece.bytes(), last);
            if (now > total || (now <= offset && ++standstill > 20)) {
                throw standsStill(now, total);
            }
            metrics.sent(Math.max(0, now - offset));
            context.advanced(null, 0, now - offset);
            offset = now;
        }
    }

    private static StepFailedException standsStill(long offset, long total) {
        return new StepFailedException(
                ProblemCode.PEER_FAILED,
                "The upload at the peer stands at byte " + offset + " of " + total
                        + " and does not fit this bundle; cancel the import there, then push again.");
    }

    private JsonNode follow(StepContext context, RemoteImport remote, UUID job)
            throws StepFailedException, InterruptedException {
        while (true) {
            Failures.checkStopped(context);
            JsonNode state = remote.state(job);
            String status = state.path("status").asText("");
            switch (status) {
                case "completed" -> {
                    context.log(LogLevel.INFO, "The import at the peer is complete.");
                    return state;
                }
                case "failed", "rolled_back", "cancelled" -> throw new StepFailedException(
                        codeOf(state.path("error").path("code").asText("")),
                        "The import at the peer ended as " + status + ": "
                                + PeerClient.clean(state.path("error").path("code").asText("no code"), 60) + ", "
                                + PeerClient.clean(state.path("error").path("detail").asText("no detail"), 400));
                default -> context.doing(
                        "the peer is " + PeerClient.clean(state.path("current_step").asText(status), 80));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** What differs there differs for the one who asked here, too; all else is a failure of the peer. */
    private static ProblemCode codeOf(String code) {
        return code.equals(ProblemCode.VERIFICATION_DIFFERENT.wire())
                ? ProblemCode.VERIFICATION_DIFFERENT
                : ProblemCode.PEER_FAILED;
    }

    private static Map<String, Object> facts(Peer peer, UUID remoteJob, JsonNode job) {
        Map<String, Object> facts = new HashMap<>();
        facts.put(StepFacts.PEER_URL, peer.address().toString());
        facts.put(StepFacts.REMOTE_JOB_ID, remoteJob.toString());
        for (String number : new String[] {StepFacts.ROWS, StepFacts.BYTES, StepFacts.MEDIA_FILES,
                StepFacts.MEDIA_BYTES}) {
            if (job.path(number).isIntegralNumber()) {
                facts.put(number, job.path(number).asLong());
            }
        }
        switch (job.path(StepFacts.VERDICT).asText("")) {
            case "EQUAL", "DIFFERENT", "NOT_VERIFIED" -> facts.put(StepFacts.VERDICT,
                    job.path(StepFacts.VERDICT).asText());
            default -> facts.put(StepFacts.VERDICT, "NOT_VERIFIED");
        }
        return facts;
    }
}
