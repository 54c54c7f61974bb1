package io.mudanza.transfer.send;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.identity.IdentityUnavailableException;
import io.mudanza.identity.ServiceJwt;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.peer.Answer;
import io.mudanza.transfer.peer.Backoff;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.peer.PeerFailure;
import io.mudanza.transfer.settings.TransferSettings;
import io.mudanza.transfer.steps.Failures;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bundle file that the export service of this node made for a job, read in pieces. */
@Singleton
class LocalBundle {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final PeerClient client;
    private final ServiceJwt jwt;
    private final TransferSettings settings;

    LocalBundle(PeerClient client, ServiceJwt jwt, TransferSettings settings) {
        this.client = client;
        this.jwt = jwt;
        this.settings = settings;
    }

    /**
     * A piece of the bundle.
     *
     * @param bytes the piece
     * @param total length of the whole bundle
     * @param etag  changes when the bundle does
     */
    record Piece(byte[] bytes, long total, String etag) {}

    /**
     * Reads a piece; waits while the export service is being restarted.
     *
     * @param etag of the piece before, null for the first
     */
    Piece read(StepContext context, long offset, int length, String etag)
            throws StepFailedException, InterruptedException {
        Backoff backoff = new Backoff(settings.patience().source());
        while (true) {
            try {
                return readOnce(context, offset, length, etag);
            } catch (PeerFailure | IOException | IdentityUnavailableException failure) {
                Failures.checkStopped(context);
                boolean passing = !(failure instanceof PeerFailure lasting) || lasting.passing();
                if (!passing || !backoff.pause(null, context::cancelled)) {
                    throw new StepFailedException(
                            ProblemCode.SERVICE_UNAVAILABLE,
                            "The export service of this node does not give the bundle (" + failure.getMessage()
                                    + "); see its health, then start the job again.",
                            failure);
                }
            }
        }
    }

    private Piece readOnce(StepContext context, long offset, int length, String etag)
            throws PeerFailure, IOException, InterruptedException, StepFailedException {
        URI uri = URI.create(settings.exportingUrl() + "/internal/exporting/jobs/" + context.jobId() + "/bundle");
        HttpRequest.Builder request = client.request(uri, jwt.bearer(uri))
                .header("Range", "bytes=" + offset + "-" + (offset + length - 1))
                .GET();
        if (etag != null) {
            request.header("If-Range", etag);
        }
        try (Answer answer = client.open(request.build())) {
            Matcher range = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
            String now = answer.header("ETag").orElse("");
            if (answer.status() != 206 || !range.matches() || (etag != null && !etag.equals(now))) {
                throw new StepFailedException(
                        ProblemCode.BUNDLE_INVALID,
                        "The bundle of this job changed while it was being sent; start the job again.");
            }
            long from = Long.parseLong(range.group(1));
            long to = Long.parseLong(range.group(2));
            byte[] bytes = answer.body().readNBytes(length);
            if (from != offset || bytes.length != to - from + 1) {
                throw new IOException("the export service sent " + bytes.length + " bytes of another range");
            }
            return new Piece(bytes, Long.parseLong(range.group(3)), now);
        }
    }
}
