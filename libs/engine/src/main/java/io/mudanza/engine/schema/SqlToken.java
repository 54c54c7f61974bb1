package io.mudanza.engine.schema;

/**
 * A piece of SQL text.
 *
 * @param kind  what it is
 * @param start first character
 * @param end   one past the last character
 * @param text  the characters
 */
record SqlToken(Kind kind, int start, int end, String text) {

    enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SYMBOL,
        COMMENT
    }

    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** The name that an identifier stands for. */
    String identifier() {
        if (kind == Kind.QUOTED) {
            return text.substring(1, text.length() - 1).replace("\"\"", "\"");
        }
        return text.toLowerCase(java.util.Locale.ROOT);
    }
}
