package io.mudanza.outbound.client;

import io.mudanza.outbound.RefusedTargetException;
import io.mudanza.outbound.target.TargetRules;
import io.mudanza.outbound.tls.TlsMaterial;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * The only way out of a node: HTTP/1.1 to checked targets over connections that are pinned to checked addresses. No
 * redirect is followed, no proxy is used, nothing is decompressed, and every wait and every body has a limit.
 * Thread-safe; blocks.
 */
public final class OutboundClient implements AutoCloseable {

    private static final long REFUSAL = 64 << 10;

    private final CloseableHttpClient http;
    private final OutboundLimits limits;
    private final RequestHeaders signing;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbound-guard").factory());

    /**
     * @param signing headers for each sending, such as the proof of who asks
     * @throws IOException when a file of the TLS material cannot be used
     */
    public OutboundClient(TargetRules rules, TlsMaterial tls, OutboundLimits limits, RequestHeaders signing)
            throws IOException {
        this(rules, tls, limits, signing, InetAddress::getAllByName);
    }

    OutboundClient(
            TargetRules rules,
            TlsMaterial tls,
            OutboundLimits limits,
            RequestHeaders signing,
            CheckedResolver.Lookup lookup) throws IOException {
        this.limits = limits;
        this.signing = signing;
        this.http = PlainHttp.client(new CheckedResolver(rules, lookup), tls, limits);
    }

    /** Sends; the body of the answer is still to be read, whatever the status. */
    public OutboundAnswer send(OutboundRequest request) throws IOException, InterruptedException {
        return send(request, limits.stallWindow(), limits.stallMinBytes());
    }

    /**
     * Sends; the body must bring so many bytes in each window.
     *
     * @throws RefusedTargetException when the name leads to an address that is not allowed
     */
    public OutboundAnswer send(OutboundRequest request, Duration window, long minBytes)
            throws IOException, InterruptedException {
        HttpUriRequestBase call = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(call::setHeader);
        call.setHeader("Accept-Encoding", "identity");
        signing.of(request).forEach(call::setHeader);
        if (!request.method().equals("GET")) {
            // Without a type of its own: what the request says stands, and an empty body has none.
            call.setEntity(new ByteArrayEntity(request.body(), null));
        }
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline = clock.schedule(() -> {
            late.set(true);
            call.cancel();
        }, request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            HttpHost host = new HttpHost(request.target().scheme(), bare(request.target().host()),
                    request.target().port());
            return answer(http.executeOpen(host, call, null), call, request, window, minBytes);
        } catch (IOException broken) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while a peer was asked");
            }
            if (late.get()) {
                throw late(request, broken);
            }
            throw broken;
        } finally {
            deadline.cancel(false);
        }
    }

    private OutboundAnswer answer(
            ClassicHttpResponse response, HttpUriRequestBase call, OutboundRequest request, Duration window, long min)
            throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        HttpEntity entity = response.getEntity();
        InputStream content = entity == null ? InputStream.nullInputStream() : entity.getContent();
        // The wanted limit is about what was asked for: a refusal explains itself in some more bytes.
        long largest = response.getCode() / 100 == 2 ? request.largest() : Math.max(request.largest(), REFUSAL);
        InputStream body = new GuardedStream(
                new AnswerBody(content, response, call, largest), clock, window, Math.max(1, min));
        String encoding = headers.getOrDefault("content-encoding", "identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            body.close();
            throw new IOException("the answer is encoded although it was asked for as it is");
        }
        return new OutboundAnswer(response.getCode(), Map.copyOf(headers), body);
    }

    private static IOException late(OutboundRequest request, IOException cause) {
        SocketTimeoutException timeout =
                new SocketTimeoutException("no answer within " + request.timeout().toSeconds() + " s");
        timeout.initCause(cause);
        return timeout;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        http.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
