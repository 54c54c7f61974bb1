package io.mudanza.transfer.digest;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.TransferProblem;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SHA-256 in the headers {@code Content-Digest} and {@code Repr-Digest} (RFC 9530). */
public final class DigestField {

    private static final Pattern FIELD = Pattern.compile("(?:^|[,\\s])sha-256=:([A-Za-z0-9+/]{43}=):");

    private DigestField() {}

    /** The value of {@code Content-Digest} or {@code Repr-Digest}. */
    public static String field(byte[] sha256) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
    }

    /**
     * Reads the value of {@code Content-Digest} or {@code Repr-Digest}.
     *
     * @return null when there is no such header
     * @throws TransferProblem when the header names no SHA-256
     */
    public static byte[] parse(String name, String field) {
        if (field == null || field.isBlank()) {
            return null;
        }
        Matcher matcher = FIELD.matcher(field);
        if (!matcher.find()) {
            throw new TransferProblem(
                    ProblemCode.MALFORMED_REQUEST,
                    name + " must be of the form sha-256=:<base64 of 32 bytes>: (RFC 9530).");
        }
        return Base64.getDecoder().decode(matcher.group(1));
    }
}
