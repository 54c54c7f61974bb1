package io.mudanza.transfer.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.outbound.RefusedTargetException;
import io.mudanza.outbound.client.OutboundAnswer;
import io.mudanza.outbound.client.OutboundClient;
import io.mudanza.outbound.client.OutboundLimits;
import io.mudanza.outbound.client.OutboundRequest;
import io.mudanza.transfer.proof.NodeProof;
import io.mudanza.transfer.settings.Patience;
import io.mudanza.transfer.settings.TransferSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Asks other nodes, through the one way out. Thread-safe. */
@Singleton
public class PeerClient {

    private static final Logger LOG = Logger.getLogger(PeerClient.class);
    /** Far more than one job opens. */
    private static final int CONNECTIONS = 256;

    private final OutboundClient http;
    private final Patience patience;

    /** @throws IOException when a certificate or key of the settings cannot be used: then the service does not start */
    PeerClient(TransferSettings settings, NodeProof proof) throws IOException {
        this.patience = settings.patience();
        if (!settings.peerRules().verifySsl()) {
            LOG.warn("mudanza.verify-ssl=false: certificates of peers are NOT checked; whoever answers gets the "
                    + "tokens");
        }
        this.http = new OutboundClient(
                settings.peerRules().targets(),
                settings.peerRules().tls(),
                new OutboundLimits(
                        patience.connect(), patience.stallWindow(), Math.max(1, patience.stallMinBytes()), CONNECTIONS),
                proof);
    }

    /** A request to a peer, with its token; GET and without a body unless more is said. */
    public OutboundRequest.Builder request(Peer peer, String pathAndQuery) {
        return peer.address().api(pathAndQuery)
                .timeout(patience.answer())
                .header("Authorization", "Bearer " + peer.token());
    }

    /** Sends and reads a JSON object. */
    public JsonNode json(OutboundRequest request) throws PeerFailure, InterruptedException {
        try (OutboundAnswer answer = open(request)) {
            return PeerAnswers.json(answer);
        } catch (IOException broken) {
            throw PeerTrouble.of(request, broken);
        }
    }

    /** Sends; the body of a 2xx answer is still to be read. */
    public OutboundAnswer open(OutboundRequest request) throws PeerFailure, InterruptedException {
        return open(request, patience.stallWindow(), patience.stallMinBytes());
    }

    /** Sends; the body must bring so many bytes in each window. */
    public OutboundAnswer open(OutboundRequest request, Duration window, long minBytes)
            throws PeerFailure, InterruptedException {
        OutboundAnswer answer;
        try {
            answer = http.send(request, window, minBytes);
        } catch (IOException broken) {
            throw PeerTrouble.of(request, broken);
        } catch (RefusedTargetException notAllowed) {
            throw PeerFailure.lasting(PeerAddress.problem(notAllowed).code(), notAllowed.getMessage());
        }
        if (answer.status() >= 200 && answer.status() < 300) {
            return answer;
        }
        try (answer) {
            throw PeerAnswers.failure(answer);
        } catch (IOException broken) {
            throw PeerTrouble.of(request, broken);
        }
    }

    /** Refuses an answer of another media type: a login page, for example, is no feed. */
    public static void requireType(OutboundAnswer answer, String type) throws PeerFailure {
        String actual = answer.header("Content-Type").orElse("none");
        if (!actual.toLowerCase(Locale.ROOT).startsWith(type)) {
            throw PeerAnswers.notANode("it answered with " + clean(actual, 60) + " instead of " + type);
        }
    }

    /** Refuses a page where bytes were asked for; servers between nodes like to answer 200 with one. */
    public static void requireBytes(OutboundAnswer answer) throws PeerFailure {
        String actual = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (actual.startsWith("text/html") || actual.startsWith("application/xhtml")) {
            throw PeerAnswers.notANode("it answered with a page instead of the bytes it was asked for");
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

    @PreDestroy
    void close() {
        http.close();
    }
}
