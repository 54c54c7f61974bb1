package io.mudanza.cli.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Progress;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/** Sends a bundle or a backup to a node in checked chunks, going on from the offset that the node has. */
final class Upload {

    private static final int CHUNK = 8 << 20;
    private static final int ATTEMPTS = 8;
    private static final Duration ANSWER = Duration.ofMinutes(5);

    private final NodeClient node;
    private final Terminal terminal;
    private final Path file;
    private final String endpoint;
    private final String query;
    private final String key = UUID.randomUUID().toString();
    private String job;
    private int failures;

    /**
     * @param endpoint where uploads of this kind go, e.g. {@code receive-import/}
     * @param query options, e.g. {@code mode=auto&verify=full}
     * @param job   upload to go on with; null for a new one
     */
    Upload(NodeClient node, Terminal terminal, Path file, String endpoint, String query, String job) {
        this.endpoint = endpoint;
        this.node = node;
        this.terminal = terminal;
        this.file = file;
        this.query = query;
        this.job = job;
    }

    /** Returns the job when the whole file has arrived and the import has begun. */
    String run() throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long total = channel.size();
            long offset = 0;
            boolean complete = false;
            long began = System.nanoTime();
            if (job == null) {
                offset = send(new byte[0], 0, 0, false).offset();
                terminal.say(terminal.texts().of("upload.started", job, file, job));
            }
            byte[] chunk = new byte[CHUNK];
            while (!complete) {
                int length = read(channel, chunk, offset);
                Answer answer = send(chunk, length, offset, offset + length == total);
                offset = answer.offset();
                complete = answer.complete();
                if (offset > total) {
                    throw Failure.of(ProblemCode.UPLOAD_OFFSET_MISMATCH,
                            "The node has more of upload " + job + " than this file holds: it is another file.");
                }
                double rate = offset / Math.max(1e-3, (System.nanoTime() - began) / 1e9);
                terminal.progress(new Progress("upload", file.getFileName().toString(),
                        total == 0 ? 100 : 100.0 * offset / total, 0, -1, offset, total, rate,
                        rate < 1 ? -1 : (long) ((total - offset) / rate)));
            }
            return job;
        }
    }

    private record Answer(long offset, boolean complete) {}

    private Answer send(byte[] chunk, int length, long offset, boolean last) throws InterruptedException {
        while (true) {
            try {
                HttpResponse<InputStream> answer = node.send(
                        node.request(path(offset, last))
                                .timeout(ANSWER)
                                .header("Content-Type", "application/octet-stream")
                                .header("Idempotency-Key", offset == 0 && length == 0 ? key : UUID.randomUUID().toString())
                                .header("Content-Digest", "sha-256=:"
                                        + Base64.getEncoder().encodeToString(Sha256.of(chunk, length)) + ":")
                                .POST(BodyPublishers.ofByteArray(chunk, 0, length)),
                        BodyHandlers.ofInputStream());
                Answer told = told(answer);
                failures = 0;
                return told;
            } catch (Failure e) {
                boolean passing = e.exitCode() == ExitCode.UNREACHABLE
                        || e.code().equals(ProblemCode.DIGEST_MISMATCH.wire());
                if (!passing || ++failures == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(Math.min(10_000, 200L << failures));
            }
        }
    }

    private String path(long offset, boolean last) {
        return endpoint + "?offset=" + offset + (last ? "&last=true" : "")
                + (job == null ? "" : "&job_id=" + NodeClient.segment(job)) + "&" + query;
    }

    /** A wrong offset is no failure: the node tells the true one, and the upload goes on from there. */
    private Answer told(HttpResponse<InputStream> answer) {
        if (answer.statusCode() / 100 != 2 && answer.statusCode() != 409) {
            node.text(answer);
        }
        try (InputStream body = answer.body()) {
            String text = new String(body.readNBytes(1 << 20), StandardCharsets.UTF_8);
            JsonNode json = JsonText.MAPPER.readTree(text);
            boolean mismatch = ProblemCode.UPLOAD_OFFSET_MISMATCH.wire().equals(json.path("code").asText());
            if (answer.statusCode() == 409 && !(mismatch && json.path("offset").isNumber())) {
                throw node.problem(409, text);
            }
            if (job == null) {
                job = NodeClient.jobId(json.has("job") ? json.path("job") : json);
            }
            // A complete backup is answered by its job; where the upload stands is in the headers then.
            long offset = json.has("offset") ? json.path("offset").asLong()
                    : answer.headers().firstValueAsLong("Upload-Offset").orElse(0);
            boolean complete = json.has("complete") ? json.path("complete").asBoolean(false)
                    : answer.headers().firstValue("Upload-Complete").orElse("").equals("?1");
            return new Answer(offset, complete);
        } catch (JsonProcessingException e) {
            throw Failure.of(ProblemCode.PEER_NOT_A_NODE,
                    "What answers at " + node.url() + " is no Mudanza node. Check the address.", e);
        } catch (IOException e) {
            throw node.unreachable(e);
        }
    }

    private static int read(FileChannel channel, byte[] chunk, long offset) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(chunk);
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
            continue;
        }
        return buffer.position();
    }
}
