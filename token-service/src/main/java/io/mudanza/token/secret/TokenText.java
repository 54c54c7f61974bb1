package io.mudanza.token.secret;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The written form of a migration token: {@code mig_<12 public id>_<43 base64url secret>_<6 checksum>}. The prefix and
 * the checksum let scanners recognise a leaked one without asking anybody.
 */
public record TokenText(String id, String secret) {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern FORM =
            Pattern.compile("mig_([0-9A-Za-z]{12})_([0-9A-Za-z_-]{43})_([0-9A-Za-z]{6})");
    private static final int ID_LENGTH = 12;
    private static final int SECRET_BYTES = 32;
    private static final int CHECKSUM_LENGTH = 6;

    /** A new one: 71 bits of id, 256 bits of secret. */
    public static TokenText random(SecureRandom random) {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new TokenText(id.toString(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The same secret under another id: a new secret for a token that is there. */
    public TokenText withId(String other) {
        return new TokenText(other, secret);
    }

    /** The parts of a written token; empty when it is none or its checksum does not fit. */
    public static Optional<TokenText> parse(String text) {
        Matcher matcher = FORM.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        TokenText parsed = new TokenText(matcher.group(1), matcher.group(2));
        return parsed.checksum().equals(matcher.group(3)) ? Optional.of(parsed) : Optional.empty();
    }

    /** The whole token, secret included. */
    public String written() {
        return body() + "_" + checksum();
    }

    private String body() {
        return "mig_" + id + "_" + secret;
    }

    private String checksum() {
        CRC32 crc = new CRC32();
        crc.update(body().getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder(CHECKSUM_LENGTH);
        long rest = crc.getValue();
        for (int i = 0; i < CHECKSUM_LENGTH; i++) {
            digits.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
            rest /= ALPHABET.length();
        }
        return digits.reverse().toString();
    }

    /** Only what may be logged. */
    @Override
    public String toString() {
        return "mig_" + id + "_…";
    }
}
