package io.mudanza.sqlite.convert;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Texts that PostgreSQL takes: UTF-8 without a zero byte. */
final class Utf8 {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private final Policy policy;

    Utf8(Policy policy) {
        this.policy = policy;
    }

    /** The same bytes where they are fine, else what the policy makes of them. */
    byte[] fit(byte[] text) throws UnfitException {
        int at = 0;
        while (at < text.length && text[at] > 0) {
            at++;
        }
        return at == text.length ? text : rest(text, at);
    }

    private byte[] rest(byte[] text, int plain) throws UnfitException {
        byte[] valid = text;
        if (!isValid(text, plain)) {
            valid = switch (policy.invalid()) {
                case REJECT -> throw new UnfitException("the text is not UTF-8 (see --on-invalid-utf8)");
                case REPLACE -> new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
                case LATIN1 -> new String(text, WINDOWS_1252).getBytes(StandardCharsets.UTF_8);
            };
        }
        for (byte b : valid) {
            if (b == 0) {
                return withoutNul(valid);
            }
        }
        return valid;
    }

    private byte[] withoutNul(byte[] text) throws UnfitException {
        String whole = new String(text, StandardCharsets.UTF_8);
        return switch (policy.nul()) {
            case REJECT -> throw new UnfitException("the text has a zero byte, which PostgreSQL does not hold (see --on-nul)");
            case STRIP -> whole.replace("\0", "").getBytes(StandardCharsets.UTF_8);
            case REPLACE -> whole.replace('\0', '\u2400').getBytes(StandardCharsets.UTF_8);
        };
    }

    static boolean isValid(byte[] text, int from) {
        int i = from;
        while (i < text.length) {
            int b = text[i] & 0xff;
            int more = b < 0x80 ? 0 : b >= 0xc2 && b < 0xe0 ? 1 : b >= 0xe0 && b < 0xf0 ? 2 : b >= 0xf0 && b < 0xf5 ? 3 : -1;
            if (more < 0 || i + more >= text.length) {
                return false;
            }
            for (int k = 1; k <= more; k++) {
                if ((text[i + k] & 0xc0) != 0x80) {
                    return false;
                }
            }
            int second = more == 0 ? 0 : text[i + 1] & 0xff;
            if (b == 0xe0 && second < 0xa0 || b == 0xed && second > 0x9f || b == 0xf0 && second < 0x90
                    || b == 0xf4 && second > 0x8f) {
                return false;
            }
            i += more + 1;
        }
        return true;
    }

    /** Characters of a valid text. */
    static int characters(byte[] text) {
        int count = 0;
        for (byte b : text) {
            if ((b & 0xc0) != 0x80) {
                count++;
            }
        }
        return count;
    }
}
