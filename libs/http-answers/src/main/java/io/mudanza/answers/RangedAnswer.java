package io.mudanza.answers;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jboss.resteasy.reactive.PathPart;

/**
 * A download that can be continued. Nothing is held in memory but one buffer.
 *
 * @param etag        strong entity tag, in quotes
 * @param length      bytes of the whole
 * @param contentType media type
 * @param body        the bytes
 */
public record RangedAnswer(String etag, long length, String contentType, Body body) {

    private static final int BUFFER = 1 << 16;

    /** The bytes from an offset on. */
    public interface Source {
        InputStream open(long offset) throws IOException;
    }

    /** Makes the body of an answer out of so many bytes from an offset on. */
    @FunctionalInterface
    public interface Body {
        Object of(long offset, long count);
    }

    /** An answer of bytes that are read as they go. */
    public RangedAnswer(String etag, long length, String contentType, Source source) {
        this(etag, length, contentType, (Body) (offset, count) -> copy(source, offset, count));
    }

    /**
     * An answer of a file that nobody writes any more: its bytes go from the disk's cache to the connection and never
     * through this process. Where it is shorter than it should be, the connection breaks off. One that is cut between this
     * call and its sending comes as short as it is then, with that length announced: whoever asks compares digests.
     */
    public static RangedAnswer ofFile(String etag, long length, String contentType, Path file) throws IOException {
        if (Files.size(file) != length) {
            return new RangedAnswer(etag, length, contentType, (Source) offset -> open(file, offset));
        }
        return new RangedAnswer(etag, length, contentType, (Body) (offset, count) -> new PathPart(file, offset, count));
    }

    /**
     * An answer of a file that others may write, move or replace at any time; a symbolic link in its place is never followed.
     * Where it becomes shorter meanwhile, the connection breaks off.
     */
    public static RangedAnswer ofLiveFile(String etag, long length, String contentType, Path file) {
        // A few bytes are read sooner than the kernel is told to send them.
        if (length < BUFFER || !HeldFile.possible(file)) {
            return new RangedAnswer(etag, length, contentType, (Source) offset -> open(file, offset));
        }
        return new RangedAnswer(etag, length, contentType, (Body) (offset, count) -> new FileSlice(file, offset, count));
    }

    private static InputStream open(Path file, long offset) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        channel.position(offset);
        return Channels.newInputStream(channel);
    }

    /**
     * The answer to a request with these headers: {@code Range}, {@code If-Range}, {@code If-Match}, {@code If-None-Match}. Its
     * body is handed over where that was offered.
     */
    public Response.ResponseBuilder to(HttpHeaders request) {
        String range = request.getHeaderString("Range");
        String wanted = request.getHeaderString(HttpHeaders.IF_MATCH);
        if (wanted != null && !wanted.strip().equals("*") && !wanted.contains(etag)) {
            return Response.status(Response.Status.PRECONDITION_FAILED).header(HttpHeaders.ETAG, etag);
        }
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (known != null && known.contains(etag)) {
            return Response.notModified().header(HttpHeaders.ETAG, etag);
        }
        return switch (ByteRange.of(range, request.getHeaderString("If-Range"), etag, length)) {
            case ByteRange.Outside ignored -> Response.status(416)
                    .header("Content-Range", "bytes */" + length);
            case ByteRange.Slice slice -> answer(request, 206, slice.from(), slice.to() - slice.from() + 1)
                    .header("Content-Range", "bytes " + slice.from() + "-" + slice.to() + "/" + length);
            case ByteRange.Whole ignored -> answer(request, 200, 0, length);
        };
    }

    private static StreamingOutput copy(Source source, long from, long count) {
        return connection -> {
            PacedOutput output = new PacedOutput(connection);
            try (InputStream input = source.open(from)) {
                byte[] buffer = new byte[BUFFER];
                long left = count;
                while (left > 0) {
                    int read = input.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (read < 0) {
                        throw new IOException("the bytes ended early, while they were being read");
                    }
                    output.write(buffer, 0, read);
                    left -= read;
                }
            }
        };
    }

    private Response.ResponseBuilder answer(HttpHeaders request, int status, long from, long count) {
        Response.ResponseBuilder answer = Response.status(status)
                .type(contentType)
                .header("Accept-Ranges", "bytes")
                .header("ETag", etag);
        Object entity = body.of(from, count);
        return Handover.give(request, entity, count) ? answer : answer.header("Content-Length", count).entity(entity);
    }
}
