package io.mudanza.cli.transfer;

import io.mudanza.bundle.digest.Sha256;
import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.Progress;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches the bundle of an export into a file: beside it first, going on where it stopped, checked by its digest, then
 * renamed. The file either is complete or is not there.
 */
final class Download {

    private static final Pattern DIGEST = Pattern.compile("sha-256=:([A-Za-z0-9+/=]+):");
    private static final int ATTEMPTS = 8;

    private final NodeClient node;
    private final Terminal terminal;
    private final String job;
    private final Path file;
    private final Path partial;
    private String etag;
    private String digest;
    private long total = -1;

    Download(NodeClient node, Terminal terminal, String job, Path file) {
        this.node = node;
        this.terminal = terminal;
        this.job = job;
        this.file = file.toAbsolutePath();
        this.partial = this.file.resolveSibling("." + file.getFileName() + "." + job + ".part");
    }

    void run() throws IOException, InterruptedException {
        for (int attempt = 1; !complete(); attempt++) {
            try {
                fetchRest();
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw node.unreachable(e);
                }
                Thread.sleep(Math.min(10_000, 200L << attempt));
            }
        }
        checkDigest();
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean complete() throws IOException {
        return total >= 0 && Files.exists(partial) && Files.size(partial) == total;
    }

    private void fetchRest() throws IOException {
        long have = Files.exists(partial) ? Files.size(partial) : 0;
        HttpRequest.Builder request = node.request("download-export/" + NodeClient.segment(job) + "/")
                .setHeader("Accept", "application/octet-stream, */*")
                .GET();
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
            if (etag != null) {
                request.header("If-Range", etag);
            }
        }
        HttpResponse<InputStream> answer = node.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() == 416) {
            // What lies here is longer than the bundle: it belongs to another one.
            answer.body().close();
            Files.deleteIfExists(partial);
            return;
        }
        if (answer.statusCode() != 200 && answer.statusCode() != 206) {
            node.text(answer);
            throw Failure.of(ProblemCode.INTERNAL_ERROR, "The node answered HTTP " + answer.statusCode() + ".");
        }
        boolean rest = answer.statusCode() == 206 && rangeFits(answer, have);
        String tag = answer.headers().firstValue("ETag").orElse(null);
        etag = tag;
        digest = answer.headers().firstValue("Repr-Digest").orElse(digest);
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        total = length < 0 ? -1 : length + (rest ? have : 0);
        try (InputStream body = answer.body();
                OutputStream out = Files.newOutputStream(
                        partial,
                        StandardOpenOption.CREATE,
                        rest ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            copy(body, out, rest ? have : 0);
        }
        if (total < 0) {
            total = Files.size(partial);
        }
    }

    private static boolean rangeFits(HttpResponse<?> answer, long have) throws IOException {
        String range = answer.headers().firstValue("Content-Range").orElse("");
        if (!range.startsWith("bytes " + have + "-")) {
            throw new IOException("the answer holds another range than the one asked for");
        }
        return true;
    }

    private void copy(InputStream body, OutputStream out, long start) throws IOException {
        byte[] buffer = new byte[1 << 18];
        long done = start;
        long began = System.nanoTime();
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            out.write(buffer, 0, n);
            done += n;
            double rate = (done - start) / Math.max(1e-3, (System.nanoTime() - began) / 1e9);
            long left = total < 0 || rate < 1 ? -1 : (long) ((total - done) / rate);
            double percent = total <= 0 ? -1 : 100.0 * done / total;
            terminal.progress(new Progress("download", file.getFileName().toString(), percent, 0, -1, done, total, rate,
                    left));
        }
    }

    private void checkDigest() throws IOException {
        Matcher matcher = DIGEST.matcher(digest == null ? "" : digest);
        if (!matcher.find()) {
            return;
        }
        byte[] found = Sha256.of(partial);
        if (!MessageDigest.isEqual(found, Base64.getDecoder().decode(matcher.group(1)))) {
            Files.deleteIfExists(partial);
            throw Failure.of(ProblemCode.DIGEST_MISMATCH,
                    "The bundle arrived altered and was thrown away. Run the command again with --job " + job + ".");
        }
    }
}
