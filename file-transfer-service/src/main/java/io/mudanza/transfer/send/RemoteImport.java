package io.mudanza.transfer.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.outbound.client.OutboundAnswer;
import io.mudanza.outbound.client.OutboundRequest;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.digest.DigestField;
import io.mudanza.transfer.peer.Backoff;
import io.mudanza.transfer.peer.Peer;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.peer.PeerFailure;
import io.mudanza.transfer.settings.TransferSettings;
import io.mudanza.transfer.steps.Failures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** The import at a peer, seen from the node that sends. Belongs to one step. */
final class RemoteImport {

    private static final int SLOWEST_BYTES_PER_SECOND = 16_384;
    private static final int LARGEST_CERTIFICATE = 64 << 20;

    private final PeerClient client;
    private final Peer peer;
    private final TransferSettings settings;
    private final StepContext context;
    private final Duration patience;

    /** @param patience how long a peer that does not answer is waited for */
    RemoteImport(PeerClient client, Peer peer, TransferSettings settings, StepContext context, Duration patience) {
        this.client = client;
        this.peer = peer;
        this.settings = settings;
        this.context = context;
        this.patience = patience;
    }

    /**
     * Where the upload at the peer stands.
     *
     * @param job    job of the import at the peer
     * @param offset bytes that the peer keeps
     * @param complete whether the peer has all
     */
    record Upload(UUID job, long offset, boolean complete) {}

    /** Where the upload stands by the peer's own words. */
    static Upload upload(UUID job, JsonNode state) {
        return new Upload(
                job, Math.max(0, state.path("offset").asLong(0)), state.path("complete").asBoolean(false));
    }

    /** Opens the upload, or finds the one that an earlier run of this job opened. */
    Upload open(UUID key) throws StepFailedException, InterruptedException {
        JobOptions options = context.options();
        String query = "?offset=0&mode=" + options.mode().wire() + "&verify=" + options.verify().wire()
                + "&create_checkpoint=" + options.createCheckpoint() + "&overwrite=" + options.overwrite()
                + "&include_media=" + options.includeMedia();
        OutboundRequest request = client.request(peer, "/receive-import/" + query)
                .header("Content-Type", "application/octet-stream")
                .header("Accept", "application/json")
                .header("Idempotency-Key", key.toString())
                .post(new byte[0])
                .build();
        JsonNode answer = ask(request);
        try {
            return upload(UUID.fromString(answer.path("job_id").asText("")), answer);
        } catch (IllegalArgumentException noId) {
            throw new StepFailedException(
                    ProblemCode.PEER_NOT_A_NODE,
                    "What answers at the peer's address is no Mudanza node: its answer names no job. Check the "
                            + "address.");
        }
    }

    /**
     * Sends a chunk.
     *
     * @return where the upload stands afterwards, also when the peer stands elsewhere than expected
     */
    long append(UUID job, long offset, byte[] chunk, boolean last) throws StepFailedException, InterruptedException {
        OutboundRequest request = client.request(
                        peer, "/receive-import/?job_id=" + job + "&offset=" + offset + (last ? "&last=true" : ""))
                .header("Content-Type", "application/octet-stream")
                .header("Accept", "application/json")
                // The head of the answer comes after the whole chunk: a slow line needs its time.
                .timeout(settings.patience().answer().plusSeconds(chunk.length / SLOWEST_BYTES_PER_SECOND))
                .header("Content-Digest", DigestField.field(Sha256.digest().digest(chunk)))
                .post(chunk)
                .build();
        Backoff backoff = new Backoff(patience);
        while (true) {
            try {
                return client.json(request).path("offset").asLong(offset + chunk.length);
            } catch (PeerFailure failure) {
                Failures.checkStopped(context);
                if (failure.status() == 409 && failure.offset() >= 0) {
                    return failure.offset();
                }
                giveUpOrPause(failure, backoff);
            }
        }
    }

    /** The import at the peer as it is now; a token that may only write is enough to ask. */
    JsonNode state(UUID job) throws StepFailedException, InterruptedException {
        return ask(client.request(peer, "/receive-import/?job_id=" + job)
                .header("Accept", "application/json")
                .get()
                .build());
    }

    /** The certificate of the import, as text exactly as it came. */
    String certificate(UUID job) throws StepFailedException, InterruptedException {
        OutboundRequest request = client.request(peer, "/receive-import/" + job + "/certificate/")
                .header("Accept", "application/json")
                .get()
                .build();
        Backoff backoff = new Backoff(patience);
        while (true) {
            try (OutboundAnswer answer = client.open(request)) {
                PeerClient.requireType(answer, "application/json");
                byte[] bytes = answer.body().readNBytes(LARGEST_CERTIFICATE + 1);
                String text = new String(bytes, StandardCharsets.UTF_8);
                if (bytes.length > LARGEST_CERTIFICATE || !ofJob(text, job)) {
                    throw new StepFailedException(
                            ProblemCode.PEER_FAILED,
                            "The import at the peer is complete, but what it sent as its certificate is none of that"
                                    + " import; read it at the peer.");
                }
                return text;
            } catch (PeerFailure failure) {
                Failures.checkStopped(context);
                giveUpOrPause(failure, backoff);
            } catch (IOException broken) {
                giveUpOrPause(PeerClient.brokeOff("the certificate"), backoff);
            }
        }
    }

    private static boolean ofJob(String text, UUID job) {
        try {
            JsonNode signed = BundleJson.read(text, JsonNode.class);
            return signed.path("certificate").path("job_id").asText("").equals(job.toString())
                    && signed.path("signature").isObject();
        } catch (BundleException noJson) {
            return false;
        }
    }

    private JsonNode ask(OutboundRequest request) throws StepFailedException, InterruptedException {
        Backoff backoff = new Backoff(patience);
        while (true) {
            try {
                return client.json(request);
            } catch (PeerFailure failure) {
                Failures.checkStopped(context);
                giveUpOrPause(failure, backoff);
            }
        }
    }

    private void giveUpOrPause(PeerFailure failure, Backoff backoff) throws StepFailedException, InterruptedException {
        if (!failure.passing() || !backoff.pause(failure.retryAfter(), context::cancelled)) {
            throw Failures.of(failure);
        }
        Failures.checkStopped(context);
    }
}
