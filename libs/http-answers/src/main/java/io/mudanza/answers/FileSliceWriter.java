package io.mudanza.answers;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Sends a {@link FileSlice}. Where the file has become shorter, the connection breaks off: what comes is never taken for the whole. */
@Provider
@Produces(MediaType.WILDCARD)
public class FileSliceWriter implements ServerMessageBodyWriter<FileSlice> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == FileSlice.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == FileSlice.class;
    }

    @Override
    public void writeTo(FileSlice slice, Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, Object> headers, OutputStream out) {
        throw new UnsupportedOperationException("a file is sent to a connection only");
    }

    @Override
    public void writeResponse(FileSlice slice, Type generic, ServerRequestContext context) throws IOException {
        RoutingContext call = ((ResteasyReactiveRequestContext) context).serverRequest().unwrap(RoutingContext.class);
        HttpServerResponse response = call.response();
        CompletableFuture<Void> done = new CompletableFuture<>();
        // A caller that goes away says so here, also while nothing is written.
        call.addEndHandler().onComplete(done::complete, done::completeExceptionally);
        try (HeldFile file = HeldFile.open(slice.file())) {
            if (Files.size(file.path()) < slice.offset() + slice.count()) {
                throw new IOException("a file became shorter while it was being sent");
            }
            call.vertx().getOrCreateContext().runOnContext(ignored -> {
                response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(slice.count()));
                response.sendFile(file.path().toString(), slice.offset(), slice.count())
                        .onComplete(done::complete, done::completeExceptionally);
            });
            done.get();
        } catch (ExecutionException broken) {
            BrokenOff.end(call, "A file could not be sent to its end", broken.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            BrokenOff.cut(call);
            throw new InterruptedIOException("sending was told to stop");
        } catch (IOException gone) {
            BrokenOff.cut(call);
            throw gone;
        }
    }
}
