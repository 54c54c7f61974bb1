package io.mudanza.dumps.sql;

import java.util.Locale;

/**
 * A piece of a statement.
 *
 * @param kind  what it is
 * @param start first byte within the statement
 * @param end   one past the last byte
 * @param text  its characters; null for strings, which may be long
 */
public record SqlToken(Kind kind, int start, int end, String text) {

    /** What a token is. */
    public enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in double quotes. */
        QUOTED,
        /** A string in single quotes, its prefix included: none, E, B, X or N. */
        STRING,
        /** A string between dollar signs. */
        DOLLAR,
        /** A number without sign. */
        NUMBER,
        /** One character of anything else. */
        SYMBOL
    }

    public boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    public boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    public boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    public boolean isString() {
        return kind == Kind.STRING || kind == Kind.DOLLAR;
    }

    /** The name that an identifier stands for. */
    public String identifier() {
        if (kind == Kind.QUOTED) {
            return text.substring(1, text.length() - 1).replace("\"\"", "\"");
        }
        // As the server folds: ASCII letters only.
        return text.chars().allMatch(c -> c < 0x80) ? text.toLowerCase(Locale.ROOT) : folded(text);
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + 32));
            }
        }
        return folded.toString();
    }
}
