package io.mudanza.engine.people;

/**
 * When two e-mail addresses are the same, and how one is shown. Only the letters A to Z are taken without regard to case:
 * folding all of Unicode would let {@code admin@tu\u212Ai.cl} (the sign for Kelvin) pass for {@code admin@tuki.cl}.
 */
final class EmailAddress {

    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final int LONGEST_SHOWN = 80;

    private EmailAddress() {}

    /** SQL of the address of a quoted column as it is compared, whatever collation the column has. */
    static String folded(String column) {
        return "pg_catalog.translate(" + column + "::pg_catalog.text, '" + UPPER + "', '" + LOWER
                + "') COLLATE pg_catalog.\"C\"";
    }

    /** The address as it is compared; null for none. */
    static String fold(String email) {
        if (email == null || email.isBlank()) {
            return null;
        }
        StringBuilder folded = new StringBuilder(email);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + 32));
            }
        }
        return folded.toString();
    }

    /** As Django stores it: the domain in small letters, the name before it as it was written. */
    static String normalised(String email) {
        int at = email.lastIndexOf('@');
        return at < 0 ? email : email.substring(0, at) + fold(email.substring(at));
    }

    /** For reports: {@code a***@tuki.cl}; nothing in it that could end a line or a page. */
    static String masked(String email) {
        if (email == null || email.isBlank()) {
            return "(no e-mail)";
        }
        int at = email.lastIndexOf('@');
        String name = at < 0 ? email : email.substring(0, at);
        String shown = name.codePointCount(0, name.length()) < 2 ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
        return plain(shown + "***" + (at < 0 ? "" : email.substring(at)));
    }

    /** A text of the platform without control and direction characters, shortened. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(LONGEST_SHOWN).forEach(c -> {
            int type = Character.getType(c);
            boolean odd = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
            plain.appendCodePoint(odd ? '?' : c);
        });
        return plain.toString();
    }
}
