package io.mudanza.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.bundle.sign.Signature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A line of the file of checkpoints: the trail had this row at its end at this time, signed with the node's key. */
public record AuditCheckpoint(String trail, Point point, Instant at, Signature signature) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A row of the trail by its number and mac. */
    public record Point(long seq, String mac) {}

    static AuditCheckpoint sign(String trail, Point point, Instant at, NodeKey key) {
        return new AuditCheckpoint(trail, point, at, key.sign(signed(trail, point, at)));
    }

    private static byte[] signed(String trail, Point point, Instant at) {
        return ("mudanza audit checkpoint v1\n" + trail + "\n" + point.seq() + "\n" + point.mac() + "\n" + at + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it was signed by the key. */
    boolean signedBy(NodeKey key) {
        return key.publicKey().equals(signature.publicKey()) && signature.verifies(signed(trail, point, at));
    }

    String line() {
        return JSON.createObjectNode().put("trail", trail).put("seq", point.seq()).put("mac", point.mac())
                .put("at", at.toString()).put("key_id", signature.keyId()).put("public_key", signature.publicKey())
                .put("signature", signature.signature()).toString();
    }

    /** Null when the line is none, e.g. one that was being written when the power went. */
    static AuditCheckpoint of(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return new AuditCheckpoint(json.path("trail").asText(), new Point(json.path("seq").asLong(),
                    json.path("mac").asText()), Instant.parse(json.path("at").asText()),
                    new Signature(json.path("key_id").asText(), json.path("public_key").asText(),
                            json.path("signature").asText()));
        } catch (JsonProcessingException | java.time.format.DateTimeParseException e) {
            return null;
        }
    }
}
