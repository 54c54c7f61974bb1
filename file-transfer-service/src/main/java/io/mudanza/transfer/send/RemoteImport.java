package io.mudanza.transfer.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.peer.Backoff;
import io.mudanza.transfer.peer.Peer;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.peer.PeerFailure;
import io.mudanza.transfer.range.Sha256;
import io.mudanza.transfer.settings.TransferSettings;
import io.mudanza.transfer.steps.Failures;
import java.net.http.HttpRequest;
import java.util.UUID;

/** The import at a peer, seen from the node that sends. Belongs to one step. */
final class RemoteImport {

    private static final int SLOWEST_BYTES_PER_SECOND = 16_384;

    private final PeerClient client;
    private final Peer peer;
    private final TransferSettings settings;
    private final StepContext context;

    RemoteImport(PeerClient client, Peer peer, TransferSettings settings, StepContext context) {
        this.client = client;
        this.peer = peer;
        this.settings = settings;
        this.context = context;
    }

    /**
     * Where the upload at the peer stands.
     *
     * @param job    job of the import at the peer
     * @param offset bytes that the peer keeps
     * @param complete whether the peer has all
     */
    record Upload(UUID job, long offset, boolean complete) {}

    /** Opens the upload, or finds the one that an earlier run of this job opened. */
    Upload open(UUID key) throws StepFailedException, InterruptedException {
        JobOptions options = context.options();
        String query = "?offset=0&mode=" + options.mode().wire() + "&verify=" + options.verify().wire()
                + "&create_checkpoint=" + options.createCheckpoint() + "&overwrite=" + options.overwrite()
                + "&include_media=" + options.includeMedia();
        HttpRequest request = client.request(peer, "/receive-import/" + query)
                .header("Content-Type", "application/octet-stream")
                .header("Accept", "application/json")
                .header("Idempotency-Key", key.toString())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        JsonNode answer = ask(request);
        try {
            return new Upload(
                    UUID.fromString(answer.path("job_id").asText("")),
                    Math.max(0, answer.path("offset").asLong(0)),
                    answer.path("complete").asBoolean(false));
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
        HttpRequest request = client.request(
                        peer, "/receive-import/?job_id=" + job + "&offset=" + offset + (last ? "&last=true" : ""))
                .header("Content-Type", "application/octet-stream")
                .header("Accept", "application/json")
                // The head of the answer comes after the whole chunk: a slow line needs its time.
                .timeout(settings.patience().answer().plusSeconds(chunk.length / SLOWEST_BYTES_PER_SECOND))
                .header("Content-Digest", Sha256.field(Sha256.digest().digest(chunk)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(chunk))
                .build();
        Backoff backoff = new Backoff(settings.patience().source());
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

    /** The job at the peer as it is now. */
    JsonNode state(UUID job) throws StepFailedException, InterruptedException {
        return ask(client.request(peer, "/jobs/" + job + "/").header("Accept", "application/json").GET().build());
    }

    private JsonNode ask(HttpRequest request) throws StepFailedException, InterruptedException {
        Backoff backoff = new Backoff(settings.patience().source());
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
