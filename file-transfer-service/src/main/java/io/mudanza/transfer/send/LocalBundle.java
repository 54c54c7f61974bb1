package io.mudanza.transfer.send;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.identity.IdentityUnavailableException;
import io.mudanza.identity.ServiceJwt;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.peer.Backoff;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.settings.TransferSettings;
import io.mudanza.transfer.steps.Failures;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bundle file that the export service of this node made for a job, read in pieces. */
@Singleton
public class LocalBundle {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private static final int LARGEST_PROBLEM = 1 << 16;

    private final ServiceJwt jwt;
    private final TransferSettings settings;
    private final HttpClient http;

    LocalBundle(ServiceJwt jwt, TransferSettings settings) {
        this.jwt = jwt;
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(settings.patience().connect())
                .build();
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
            } catch (IOException | IdentityUnavailableException failure) {
                Failures.checkStopped(context);
                if (!backoff.pause(null, context::cancelled)) {
                    throw new StepFailedException(
                            ProblemCode.SERVICE_UNAVAILABLE,
                            "The export service of this node does not give the bundle (" + failure.getMessage()
                                    + "); see its health, then start the job again.",
                            failure);
                }
            }
        }
    }

    /**
     * Removes the bundle, also when there is none; waits while the export service is being restarted.
     *
     * @throws StepFailedException when the export service does not do it
     */
    public void remove(StepContext context) throws StepFailedException, InterruptedException {
        Backoff backoff = new Backoff(settings.patience().source());
        while (true) {
            try {
                removeOnce(context);
                return;
            } catch (IOException | IdentityUnavailableException failure) {
                Failures.checkStopped(context);
                if (!backoff.pause(null, context::cancelled)) {
                    throw new StepFailedException(
                            ProblemCode.SERVICE_UNAVAILABLE,
                            "The export service of this node does not remove the bundle that was sent ("
                                    + failure.getMessage() + "); see its health.",
                            failure);
                }
            }
        }
    }

    private void removeOnce(StepContext context) throws IOException, InterruptedException {
        URI uri = URI.create(settings.exportingUrl() + "/internal/exporting/jobs/" + context.jobId());
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(settings.patience().answer())
                .header("Authorization", jwt.bearer(uri))
                .DELETE()
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status >= 400 && status != 404) {
            throw new IOException("it answered " + status);
        }
    }

    private Piece readOnce(StepContext context, long offset, int length, String etag)
            throws IOException, InterruptedException, StepFailedException {
        URI uri = URI.create(settings.exportingUrl() + "/internal/exporting/jobs/" + context.jobId() + "/bundle");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(settings.patience().answer())
                .header("Authorization", jwt.bearer(uri))
                .header("Range", "bytes=" + offset + "-" + (offset + length - 1))
                .GET();
        if (etag != null) {
            request.header("If-Range", etag);
        }
        HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
                throw new IOException("it answered " + answer.statusCode());
            }
            if (answer.statusCode() >= 400) {
                throw new StepFailedException(
                        ProblemCode.SERVICE_UNAVAILABLE,
                        "The export service of this node does not give the bundle (" + answer.statusCode() + " "
                                + PeerClient.clean(new String(body.readNBytes(LARGEST_PROBLEM), StandardCharsets.UTF_8),
                                        300)
                                + "); see its health, then start the job again.");
            }
            Matcher range = CONTENT_RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
            String now = answer.headers().firstValue("ETag").orElse("");
            if (answer.statusCode() != 206 || !range.matches() || (etag != null && !etag.equals(now))) {
                throw new StepFailedException(
                        ProblemCode.BUNDLE_INVALID,
                        "The bundle of this job changed while it was being sent; start the job again.");
            }
            long from = Long.parseLong(range.group(1));
            long to = Long.parseLong(range.group(2));
            byte[] bytes = body.readNBytes(length);
            if (from != offset || bytes.length != to - from + 1) {
                throw new IOException("the export service sent " + bytes.length + " bytes of another range");
            }
            return new Piece(bytes, Long.parseLong(range.group(3)), now);
        }
    }
}
