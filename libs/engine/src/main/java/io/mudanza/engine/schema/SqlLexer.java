package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL text the way the server's scanner does (standard_conforming_strings on), so that nothing inside a string, a
 * quoted name, a comment or a dollar-quoted body is ever taken for SQL.
 */
final class SqlLexer {

    private final String text;
    private int at;

    SqlLexer(String text) {
        this.text = text;
    }

    /** All tokens but comments. */
    static List<SqlToken> tokens(String sql) throws EngineException {
        SqlLexer lexer = new SqlLexer(sql);
        List<SqlToken> tokens = new ArrayList<>();
        for (SqlToken token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() != SqlToken.Kind.COMMENT) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    /** The next token; null at the end. */
    SqlToken next() throws EngineException {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at >= text.length()) {
            return null;
        }
        int start = at;
        char c = text.charAt(at);
        if (c == '-' && peek(1) == '-') {
            return lineComment(start);
        }
        if (c == '/' && peek(1) == '*') {
            return blockComment(start);
        }
        if (c == '\'') {
            return string(start, start, false);
        }
        if ((c == 'e' || c == 'E') && peek(1) == '\'') {
            return string(start, start + 1, true);
        }
        if ("bBxXnN".indexOf(c) >= 0 && peek(1) == '\'') {
            return string(start, start + 1, false);
        }
        if ((c == 'u' || c == 'U') && peek(1) == '&' && peek(2) == '\'') {
            return string(start, start + 2, false);
        }
        if ((c == 'u' || c == 'U') && peek(1) == '&' && peek(2) == '"') {
            return quoted(start, start + 2);
        }
        if (c == '"') {
            return quoted(start, start);
        }
        if (c == '$') {
            SqlToken body = dollarQuoted(start);
            if (body != null) {
                return body;
            }
        }
        if (isWordStart(c)) {
            while (at < text.length() && isWordPart(text.charAt(at))) {
                at++;
            }
            return token(SqlToken.Kind.WORD, start);
        }
        if (c >= '0' && c <= '9') {
            while (at < text.length() && (isWordPart(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            return token(SqlToken.Kind.NUMBER, start);
        }
        at++;
        return token(SqlToken.Kind.SYMBOL, start);
    }

    /** Takes the rest of the line as it stands; for the meta-commands of psql. */
    String restOfLine() {
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        String rest = text.substring(at, end);
        at = end;
        return rest;
    }

    private SqlToken lineComment(int start) {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return token(SqlToken.Kind.COMMENT, start);
    }

    private SqlToken blockComment(int start) throws EngineException {
        int depth = 0;
        while (at < text.length()) {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return token(SqlToken.Kind.COMMENT, start);
                }
            } else {
                at++;
            }
        }
        throw unterminated("comment");
    }

    private SqlToken string(int start, int quote, boolean backslashes) throws EngineException {
        at = quote + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (backslashes && c == '\\') {
                at += 2;
            } else if (c == '\'' && peek(1) == '\'') {
                at += 2;
            } else if (c == '\'') {
                at++;
                return token(SqlToken.Kind.STRING, start);
            } else {
                at++;
            }
        }
        throw unterminated("string");
    }

    private SqlToken quoted(int start, int quote) throws EngineException {
        at = quote + 1;
        while (at < text.length()) {
            if (text.charAt(at) == '"' && peek(1) == '"') {
                at += 2;
            } else if (text.charAt(at) == '"') {
                at++;
                return token(SqlToken.Kind.QUOTED, start);
            } else {
                at++;
            }
        }
        throw unterminated("quoted name");
    }

    private SqlToken dollarQuoted(int start) throws EngineException {
        int end = start + 1;
        while (end < text.length() && isWordPart(text.charAt(end)) && text.charAt(end) != '$') {
            end++;
        }
        boolean digit = end > start + 1 && Character.isDigit(text.charAt(start + 1));
        if (end >= text.length() || text.charAt(end) != '$' || digit) {
            return null;
        }
        String tag = text.substring(start, end + 1);
        int close = text.indexOf(tag, end + 1);
        if (close < 0) {
            throw unterminated("dollar-quoted body");
        }
        at = close + tag.length();
        return token(SqlToken.Kind.STRING, start);
    }

    private SqlToken token(SqlToken.Kind kind, int start) {
        return new SqlToken(kind, start, at, text.substring(start, at));
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    private static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || c >= '0' && c <= '9' || c == '$';
    }

    private static EngineException unterminated(String what) {
        return new EngineException(
                EngineException.Code.SCHEMA_REJECTED,
                "The schema text ends inside a " + what + ". Make the export again.");
    }
}
