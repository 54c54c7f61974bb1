package io.mudanza.transfer.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.outbound.client.OutboundAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** Turns answers that are no success into {@link PeerFailure}, and small bodies into JSON. */
final class PeerAnswers {

    private static final int LARGEST_JSON = 4 << 20;
    private static final int LONGEST_DETAIL = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PeerAnswers() {}

    /** Reads the body of an answer that must be JSON of a node. */
    static JsonNode json(OutboundAnswer answer) throws IOException, PeerFailure {
        if (!isJson(answer)) {
            throw notANode("it answered with " + typeOf(answer) + " instead of JSON");
        }
        byte[] bytes = answer.body().readNBytes(LARGEST_JSON + 1);
        if (bytes.length > LARGEST_JSON) {
            throw notANode("it answered with more JSON than any node sends");
        }
        if (!BodyDigest.fits(answer, bytes)) {
            throw PeerFailure.passing("An answer of the peer was damaged on its way.", null);
        }
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node == null || !node.isObject()) {
                throw notANode("its answer is no JSON object");
            }
            return node;
        } catch (JsonProcessingException odd) {
            throw notANode("its answer is no valid JSON");
        }
    }

    /** The failure that an answer outside 2xx means. */
    static PeerFailure failure(OutboundAnswer answer) throws IOException {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return notANode("it answered with a redirect (" + status
                    + "), which is never followed; give the final address");
        }
        JsonNode problem = problem(answer);
        String said = saidBy(problem);
        if (status == 429 || status == 502 || status == 503 || status == 504 || status == 500) {
            return PeerFailure.busy(status, "The peer answered " + status + said + ".", retryAfter(answer));
        }
        if (status == 401 || status == 403) {
            return PeerFailure.answered(
                    ProblemCode.PEER_REFUSED,
                    status,
                    "The peer refused the token (" + status + ")" + said
                            + "; ask its operator for a token with the needed permission.",
                    -1);
        }
        // A range that does not exist is said by status alone.
        if (said.isEmpty() && !isJson(answer) && status != 416) {
            return notANode("it answered " + status + " with " + typeOf(answer));
        }
        return PeerFailure.answered(
                ProblemCode.PEER_FAILED,
                status,
                "The peer answered " + status + said + ".",
                problem.path("offset").asLong(-1));
    }

    static PeerFailure notANode(String why) {
        return PeerFailure.lasting(
                ProblemCode.PEER_NOT_A_NODE,
                "What answers at the peer's address is no Mudanza node: " + why + ". Check the address.");
    }

    static boolean isJson(OutboundAnswer answer) {
        String type = typeOf(answer).toLowerCase(Locale.ROOT);
        return type.startsWith("application/json") || type.startsWith("application/problem+json");
    }

    private static String typeOf(OutboundAnswer answer) {
        return clean(answer.header("Content-Type").orElse("no content type"), 60);
    }

    private static JsonNode problem(OutboundAnswer answer) throws IOException {
        if (!isJson(answer)) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode problem = JSON.readTree(answer.body().readNBytes(1 << 16));
            return problem == null ? MissingNode.getInstance() : problem;
        } catch (JsonProcessingException odd) {
            return MissingNode.getInstance();
        }
    }

    private static String saidBy(JsonNode problem) {
        String text = (problem.path("code").asText("") + " " + problem.path("detail").asText("")).strip();
        return text.isEmpty() ? "" : ": " + clean(text, LONGEST_DETAIL);
    }

    /** Text of a stranger, fit for logs and answers: one line, no control characters, not too long. */
    static String clean(String text, int longest) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        String safe = line.replaceAll("mig_[A-Za-z0-9_-]{8,}", "mig_…");
        return safe.length() <= longest ? safe : safe.substring(0, longest) + "…";
    }

    private static Duration retryAfter(OutboundAnswer answer) {
        String value = answer.header("Retry-After").orElse("");
        return value.matches("\\d{1,4}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }
}
