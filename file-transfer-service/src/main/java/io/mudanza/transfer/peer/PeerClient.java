package io.mudanza.transfer.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.transfer.settings.Patience;
import io.mudanza.transfer.settings.PeerRules;
import io.mudanza.transfer.settings.TransferSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * The only way out to other nodes: HTTP/1.1 (parallel streams want connections of their own), no redirects, no
 * proxies, limits on
 * every wait. Thread-safe.
 */
@Singleton
public class PeerClient {

    private static final Logger LOG = Logger.getLogger(PeerClient.class);

    private final HttpClient http;
    private final Patience patience;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("transfer-stall-guard").factory());

    PeerClient(TransferSettings settings) {
        this.patience = settings.patience();
        PeerRules rules = settings.peerRules();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(patience.connect())
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        if (!rules.verifySsl()) {
            LOG.warn("mudanza.verify-ssl=false: certificates of peers are NOT checked; whoever answers gets the "
                    + "tokens");
            builder.sslContext(PeerTls.unchecked());
        }
        this.http = builder.build();
    }

    /** A request to a peer, with its token; still without method and body. */
    public HttpRequest.Builder request(Peer peer, String pathAndQuery) {
        return request(peer.address().api(pathAndQuery), "Bearer " + peer.token());
    }

    /** A request with any authorization; for services of this node. */
    public HttpRequest.Builder request(URI uri, String authorization) {
        return HttpRequest.newBuilder(uri)
                .timeout(patience.answer())
                .header("Authorization", authorization)
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "mudanza");
    }

    /** Sends and reads a JSON object. */
    public JsonNode json(HttpRequest request) throws PeerFailure, InterruptedException {
        try (Answer answer = open(request)) {
            return PeerAnswers.json(answer.headers(), answer.body());
        } catch (IOException broken) {
            throw translate(request, broken);
        }
    }

    /** Sends; the body of a 2xx answer is still to be read. */
    public Answer open(HttpRequest request) throws PeerFailure, InterruptedException {
        return open(request, patience.stallWindow(), patience.stallMinBytes());
    }

    /** Sends; the body must bring so many bytes in each window. */
    public Answer open(HttpRequest request, Duration window, long minBytes) throws PeerFailure, InterruptedException {
        HttpResponse<InputStream> response;
        try {
            PeerAddress.checkResolved(InetAddress.getAllByName(request.uri().getHost()));
            response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException broken) {
            throw translate(request, broken);
        } catch (TransferProblem notAllowed) {
            throw PeerFailure.lasting(notAllowed.code(), notAllowed.getMessage());
        }
        InputStream body = new GuardedStream(response.body(), clock, window, Math.max(1, minBytes));
        if (response.statusCode() >= 200 && response.statusCode() < 300) {
            return new Answer(response.statusCode(), response.headers(), body);
        }
        try (body) {
            throw PeerAnswers.failure(response.statusCode(), response.headers(), body);
        } catch (IOException broken) {
            throw translate(request, broken);
        }
    }

    /** Refuses an answer of another media type: a login page, for example, is no feed. */
    public static void requireType(Answer answer, String type) throws PeerFailure {
        String actual = answer.header("Content-Type").orElse("none");
        if (!actual.toLowerCase(Locale.ROOT).startsWith(type)) {
            throw PeerAnswers.notANode("it answered with " + clean(actual, 60) + " instead of " + type);
        }
    }

    /** Text of a stranger, fit for logs and answers: one line, no control characters, no tokens, not too long. */
    public static String clean(String text, int longest) {
        return PeerAnswers.clean(text, longest);
    }

    /** A download that broke off and could not be continued in time. */
    public static PeerFailure brokeOff(String name) {
        return PeerFailure.passing("The connection broke while " + name + " was coming and the peer stayed away", null);
    }

    private static PeerFailure translate(HttpRequest request, IOException broken) {
        String where = request.uri().getScheme() + "://" + request.uri().getAuthority();
        if (broken instanceof UnknownHostException) {
            return PeerFailure.passing("The host name of " + where
                    + " is not known; check the address and the DNS.", broken);
        }
        if (broken instanceof SSLException) {
            return PeerFailure.lasting(
                    ProblemCode.PEER_UNREACHABLE,
                    "No trusted TLS connection to " + where + ": "
                            + PeerAnswers.clean(String.valueOf(broken.getMessage()), 200)
                            + ". Install a certificate that this node trusts, or check the port.",
                    broken);
        }
        String kind = broken.getClass().getSimpleName();
        String said = broken.getMessage() == null ? "" : ": " + PeerAnswers.clean(broken.getMessage(), 200);
        String over = "https".equals(request.uri().getScheme()) ? "No answer over TLS from " : "No answer from ";
        return PeerFailure.passing(over + where + " (" + kind + said + "); is the node running?", broken);
    }

    @PreDestroy
    void close() {
        clock.shutdownNow();
        http.shutdownNow();
    }
}
