package io.mudanza.transfer.peer;

import io.mudanza.bundle.digest.Sha256;
import io.mudanza.outbound.client.OutboundAnswer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Content-Digest} of an answer (RFC 9530). */
final class BodyDigest {

    private static final Pattern SHA256 = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):");

    private BodyDigest() {}

    /** False when the answer names a SHA-256 that its body does not have. An answer that names none fits. */
    static boolean fits(OutboundAnswer answer, byte[] body) {
        Matcher named = SHA256.matcher(answer.header("Content-Digest").orElse(""));
        return !named.find()
                || MessageDigest.isEqual(Base64.getDecoder().decode(named.group(1)), Sha256.digest().digest(body));
    }
}
