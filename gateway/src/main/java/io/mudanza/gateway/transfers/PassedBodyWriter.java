package io.mudanza.gateway.transfers;

import io.mudanza.answers.BrokenOff;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Pours one connection into another on the event loop, as fast as the slower takes it. What has come is passed on before
 * waiting for more: a line of a feed must not wait for the next. A body that breaks off breaks the other connection off.
 */
@Provider
@Produces(MediaType.WILDCARD)
public class PassedBodyWriter implements ServerMessageBodyWriter<PassedBody> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == PassedBody.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == PassedBody.class;
    }

    @Override
    public void writeTo(PassedBody body, Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, Object> headers, OutputStream out) {
        throw new UnsupportedOperationException("a body is passed on between connections only");
    }

    @Override
    public void writeResponse(PassedBody body, Type generic, ServerRequestContext context) throws IOException {
        RoutingContext call = ((ResteasyReactiveRequestContext) context).serverRequest().unwrap(RoutingContext.class);
        HttpServerResponse response = call.response();
        CompletableFuture<Void> done = new CompletableFuture<>();
        // A caller that goes away says so here, also while nothing is written.
        call.addEndHandler().onComplete(done::complete, done::completeExceptionally);
        call.vertx().getOrCreateContext().runOnContext(ignored -> {
            String length = body.answer().getHeader(HttpHeaders.CONTENT_LENGTH);
            if (length == null) {
                response.setChunked(true);
            } else {
                response.putHeader(HttpHeaders.CONTENT_LENGTH, length);
            }
            body.answer().pipe().endOnFailure(false).to(response)
                    .onComplete(done::complete, done::completeExceptionally);
        });
        try {
            done.get();
        } catch (ExecutionException broken) {
            body.answer().request().reset();
            BrokenOff.end(
                    call, "The stream from the " + body.from().wire() + " service to a caller broke off", broken.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            body.answer().request().reset();
            BrokenOff.cut(call);
            throw new InterruptedIOException("passing on was told to stop");
        }
    }
}
