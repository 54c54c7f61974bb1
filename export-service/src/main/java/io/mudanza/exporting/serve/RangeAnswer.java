package io.mudanza.exporting.serve;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.PathPart;

/** Answers a GET of bytes that never change: whole or in part, by {@code Range}, {@code If-Range} and {@code If-Match}. */
final class RangeAnswer {

    /** Opens the bytes from an offset on. */
    @FunctionalInterface
    interface Source {
        InputStream open(long offset) throws IOException;
    }

    /** Makes the body of an answer out of so many bytes from an offset on. */
    @FunctionalInterface
    private interface Body {
        Object of(long offset, long count);
    }

    private final HttpHeaders request;
    private final String etag;
    private final long length;

    /** @param sha256 hexadecimal digest of the whole, which names its state for ever */
    RangeAnswer(HttpHeaders request, String sha256, long length) {
        this.request = request;
        this.etag = "\"" + sha256 + "\"";
        this.length = length;
    }

    Response.ResponseBuilder of(Source source) {
        return answer((offset, count) -> copy(source, offset, count));
    }

    /** Of a file as it lies there: its bytes go from the disk's cache to the connection and never through this process. */
    Response.ResponseBuilder of(Path file) {
        return answer((offset, count) -> new PathPart(file, offset, count));
    }

    private Response.ResponseBuilder answer(Body body) {
        String wanted = request.getHeaderString(HttpHeaders.IF_MATCH);
        if (wanted != null && !wanted.strip().equals("*") && !wanted.contains(etag)) {
            return Response.status(Response.Status.PRECONDITION_FAILED).header(HttpHeaders.ETAG, etag);
        }
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (known != null && known.contains(etag)) {
            return Response.notModified().header(HttpHeaders.ETAG, etag);
        }
        String sameOnly = request.getHeaderString("If-Range");
        boolean ranged = sameOnly == null || sameOnly.strip().equals(etag);
        try {
            Optional<ByteRange> range = ranged
                    ? ByteRange.of(request.getHeaderString("Range"), length)
                    : Optional.empty();
            return range.map(part -> partial(body, part)).orElseGet(() -> whole(body));
        } catch (ByteRange.Unsatisfiable e) {
            return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + length);
        }
    }

    private Response.ResponseBuilder whole(Body body) {
        return described(Response.ok(), length).entity(body.of(0, length));
    }

    private Response.ResponseBuilder partial(Body body, ByteRange range) {
        return described(Response.status(Response.Status.PARTIAL_CONTENT), range.length())
                .header("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + length)
                .entity(body.of(range.first(), range.length()));
    }

    private Response.ResponseBuilder described(Response.ResponseBuilder answer, long bytes) {
        return answer.header(HttpHeaders.ETAG, etag)
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_LENGTH, bytes)
                .type("application/octet-stream");
    }

    private static StreamingOutput copy(Source source, long offset, long count) {
        return out -> {
            try (InputStream in = source.open(offset)) {
                copy(in, new PacedOutput(out), count);
            }
        };
    }

    private static void copy(InputStream in, OutputStream out, long count) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = count;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("The stored bytes ended " + left + " bytes too early.");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
