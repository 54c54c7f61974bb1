package io.mudanza.outbound.proof;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A narrow profile of HTTP Message Signatures (RFC 9421): one label, Ed25519, and exactly these components. What is
 * written in any other way is no proof.
 *
 * @param node      what the sender calls itself
 * @param keyId     id of its key
 * @param created   when it signed
 * @param nonce     never used twice
 * @param base      the bytes that are signed
 * @param signature 64 bytes
 */
public record NodeSignature(
        String node, String keyId, Instant created, String nonce, byte[] base, byte[] signature) {

    /** Header with the name that the sender claims. */
    public static final String NODE = "Mudanza-Node";

    private static final List<String> COVERED =
            List.of("@method", "@authority", "@path", "@query", "authorization", "mudanza-node");
    private static final List<String> WITH_BODY =
            List.of("@method", "@authority", "@path", "@query", "authorization", "content-digest", "mudanza-node");
    private static final Pattern INPUT = Pattern.compile("mudanza=(\\(([^()]{1,200})\\);created=(\\d{1,11});"
            + "nonce=\"([A-Za-z0-9_-]{22})\";keyid=\"([0-9a-f]{16})\";alg=\"ed25519\")");
    private static final Pattern SIGNATURE = Pattern.compile("mudanza=:([A-Za-z0-9+/]{86}==):");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:-]{0,252}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Signs a request.
     *
     * @param parts without the header {@value #NODE}
     * @param node  what this node calls itself
     * @param keyId first 16 hexadecimal digits of the SHA-256 of its public key
     * @param key   makes the 64 bytes of a signature
     * @return the headers to add
     */
    public static Map<String, String> sign(SignedParts parts, String node, String keyId, UnaryOperator<byte[]> key) {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        List<String> components = parts.value("content-digest").isPresent() ? WITH_BODY : COVERED;
        String input = "(" + String.join(" ", components.stream().map(name -> '"' + name + '"').toList()) + ");created="
                + Instant.now().getEpochSecond() + ";nonce=\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(nonce) + "\";keyid=\"" + keyId
                + "\";alg=\"ed25519\"";
        SignedParts all = new SignedParts(parts.method(), parts.authority(), parts.path(), parts.query(),
                name -> name.equals("mudanza-node") ? node : parts.header().apply(name));
        byte[] base = base(all, components, input).orElseThrow(
                () -> new IllegalArgumentException("a request without an authorization is not signed"));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(NODE, node);
        headers.put("Signature-Input", "mudanza=" + input);
        headers.put("Signature", "mudanza=:" + Base64.getEncoder().encodeToString(key.apply(base)) + ":");
        return headers;
    }

    /** What a request claims; empty when it claims nothing, or not in the one form. Nothing is checked yet. */
    public static Optional<NodeSignature> read(SignedParts parts) {
        String node = parts.value("mudanza-node").orElse("");
        Matcher input = INPUT.matcher(parts.value("signature-input").orElse(""));
        Matcher signature = SIGNATURE.matcher(parts.value("signature").orElse(""));
        if (!NAME.matcher(node).matches() || !input.matches() || !signature.matches()) {
            return Optional.empty();
        }
        List<String> components = parts.value("content-digest").isPresent() ? WITH_BODY : COVERED;
        String expected = String.join(" ", components.stream().map(name -> '"' + name + '"').toList());
        if (!input.group(2).equals(expected)) {
            return Optional.empty();
        }
        return base(parts, components, input.group(1)).map(base -> new NodeSignature(
                node,
                input.group(5),
                Instant.ofEpochSecond(Long.parseLong(input.group(3))),
                input.group(4),
                base,
                Base64.getDecoder().decode(signature.group(1))));
    }

    private static Optional<byte[]> base(SignedParts parts, List<String> components, String input) {
        StringBuilder text = new StringBuilder();
        for (String component : components) {
            Optional<String> value = parts.value(component);
            if (value.isEmpty() || value.get().chars().anyMatch(c -> c < ' ' || c > 126)) {
                return Optional.empty();
            }
            text.append('"').append(component).append("\": ").append(value.get().strip()).append('\n');
        }
        text.append("\"@signature-params\": ").append(input);
        return Optional.of(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
