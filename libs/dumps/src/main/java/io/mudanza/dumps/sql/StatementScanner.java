package io.mudanza.dumps.sql;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpException.Code;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts text into statements the way the server's scanner does. What the server and psql could read in two ways, and
 * pg_dump never writes, is refused: strings that go on in the next line, U& escapes, numbers that run into words, names
 * of more than 63 bytes, control characters.
 */
public final class StatementScanner {

    private static final int MOST_TOKENS = 2_000_000;
    private static final int LONGEST_COMMAND = 4096;
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_COMMENT = 400;

    private final ByteSource in;
    private final Consumer<String> comments;
    private Charset charset = StandardCharsets.UTF_8;
    private boolean standardStrings = true;
    private final StatementText text;
    private List<SqlToken> tokens = new ArrayList<>();
    private StatementEnd end = new StatementEnd();

    /**
     * @param limit    bytes of the longest statement
     * @param comments hears of comments to the end of a line, cut after some hundred bytes
     */
    public StatementScanner(ByteSource in, int limit, Consumer<String> comments) {
        this.in = in;
        this.text = new StatementText(limit);
        this.comments = comments;
    }

    /** How texts are encoded from here on. */
    public void charset(Charset now) {
        charset = now;
    }

    /** Whether a backslash in a string without E is a backslash, from here on. */
    public void standardStrings(boolean now) {
        standardStrings = now;
    }

    /** The next statement or command; null at the end. */
    public Script next() throws IOException {
        text.clear();
        tokens = new ArrayList<>();
        end = new StatementEnd();
        while (true) {
            int c = in.peek(0);
            if (c == ByteSource.END) {
                if (!tokens.isEmpty()) {
                    throw cut("a statement");
                }
                return null;
            }
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
                if (tokens.isEmpty()) {
                    in.read();
                } else {
                    take();
                }
            } else if (c == '-' && in.peek(1) == '-') {
                lineComment();
            } else if (c == '/' && in.peek(1) == '*') {
                blockComment();
            } else if (c == '\\') {
                return command();
            } else if (token(c)) {
                tokens.removeLast();
                if (!tokens.isEmpty()) {
                    return statement();
                }
                text.clear();
                end = new StatementEnd();
            }
        }
    }

    private Script statement() {
        int used = tokens.getLast().end();
        return new Script.Sql(new Statement(text.bytes(0, used), charset, tokens, standardStrings));
    }

    private Script command() throws IOException {
        if (!tokens.isEmpty()) {
            throw refused("a backslash within a statement");
        }
        return new Script.Command(Letters.restOfLine(in, LONGEST_COMMAND));
    }

    /** True when the token is the semicolon that ends the statement. */
    private boolean token(int c) throws IOException {
        if (tokens.size() >= MOST_TOKENS) {
            throw new DumpException(Code.DUMP_LIMIT, "A statement of the dump has more than " + MOST_TOKENS
                    + " words. Make the dump with fewer rows for each INSERT, or with COPY.");
        }
        int start = text.length();
        int next = in.peek(1);
        if (c == '\'' || next == '\'' && "eEbBxXnN".indexOf(c) >= 0) {
            if (!tokens.isEmpty() && tokens.getLast().kind() == SqlToken.Kind.STRING) {
                throw refused("a string that goes on after its end");
            }
            if (c != '\'') {
                take();
            }
            string(c == 'e' || c == 'E' || c == '\'' && !standardStrings);
            add(SqlToken.Kind.STRING, start);
        } else if ((c == 'u' || c == 'U') && next == '&' && (in.peek(2) == '\'' || in.peek(2) == '"')) {
            throw refused("U& escapes");
        } else if (c == '"') {
            quoted();
            add(SqlToken.Kind.QUOTED, start);
        } else if (c == '$' && dollarQuoted()) {
            add(SqlToken.Kind.DOLLAR, start);
        } else if (Letters.isWordStart(c)) {
            do {
                take();
            } while (Letters.isWordPart(in.peek(0)));
            add(SqlToken.Kind.WORD, start);
            end.word(tokens.getLast().text());
        } else if (Letters.isDigit(c) || c == '.' && Letters.isDigit(next)) {
            number();
            add(SqlToken.Kind.NUMBER, start);
        } else if (c < ' ' || c == 0x7f) {
            throw refused("a control character outside of a string");
        } else {
            take();
            add(SqlToken.Kind.SYMBOL, start);
            return end.symbol(c);
        }
        return false;
    }

    private void add(SqlToken.Kind kind, int start) throws DumpException {
        boolean name = kind == SqlToken.Kind.QUOTED || kind == SqlToken.Kind.WORD;
        boolean string = kind == SqlToken.Kind.STRING || kind == SqlToken.Kind.DOLLAR;
        SqlToken token = new SqlToken(kind, start, text.length(), string ? null : text.spelling(start, charset));
        if (name && text.length() - start > LONGEST_NAME
                && token.identifier().getBytes(charset).length > LONGEST_NAME) {
            throw refused("a name of more than " + LONGEST_NAME + " bytes");
        }
        tokens.add(token);
    }

    private void string(boolean escapes) throws IOException {
        take();
        while (true) {
            int c = in.peek(0);
            if (c == ByteSource.END) {
                throw cut("a string");
            }
            take();
            if (c == '\\' && escapes) {
                if (in.peek(0) == ByteSource.END) {
                    throw cut("a string");
                }
                take();
            } else if (c == '\'') {
                if (in.peek(0) != '\'') {
                    return;
                }
                take();
            }
        }
    }

    private void quoted() throws IOException {
        take();
        while (true) {
            int c = in.peek(0);
            if (c == ByteSource.END) {
                throw cut("a quoted name");
            }
            take();
            if (c == '"') {
                if (in.peek(0) != '"') {
                    return;
                }
                take();
            }
        }
    }

    /** False when the dollar sign begins no string. */
    private boolean dollarQuoted() throws IOException {
        int tag = 1;
        while (Letters.isWordStart(in.peek(tag)) || tag > 1 && Letters.isDigit(in.peek(tag))) {
            tag++;
            if (tag > LONGEST_NAME + 1) {
                throw refused("a dollar quote of more than " + LONGEST_NAME + " bytes");
            }
        }
        if (in.peek(tag) != '$') {
            return false;
        }
        int start = text.length();
        int size = tag + 1;
        for (int i = 0; i < size; i++) {
            take();
        }
        // The tag has a dollar sign at both ends and none between: after a mismatch only a dollar sign can begin it anew.
        int matched = 0;
        while (matched < size) {
            int c = in.peek(0);
            if (c == ByteSource.END) {
                throw cut("a dollar-quoted body");
            }
            take();
            matched = c == text.at(start + matched) ? matched + 1 : c == '$' ? 1 : 0;
        }
        return true;
    }

    private void number() throws IOException {
        while (Letters.isDigit(in.peek(0)) || in.peek(0) == '.') {
            take();
        }
        int c = in.peek(0);
        boolean sign = in.peek(1) == '+' || in.peek(1) == '-';
        if ((c == 'e' || c == 'E') && Letters.isDigit(in.peek(sign ? 2 : 1))) {
            take();
            take();
            while (Letters.isDigit(in.peek(0))) {
                take();
            }
        }
        if (Letters.isWordStart(in.peek(0))) {
            throw refused("a number that runs into a word");
        }
    }

    private void lineComment() throws IOException {
        StringBuilder comment = new StringBuilder();
        for (int c = in.peek(0); c != '\n' && c != '\r' && c != ByteSource.END; c = in.peek(0)) {
            if (c == 0) {
                throw refused("a NUL byte");
            }
            if (comment.length() < LONGEST_COMMENT) {
                comment.append((char) c);
            }
            in.read();
        }
        separate();
        if (tokens.isEmpty()) {
            comments.accept(comment.toString());
        }
    }

    private void blockComment() throws IOException {
        int depth = 0;
        do {
            int c = in.read();
            if (c == ByteSource.END) {
                throw cut("a comment");
            }
            if (c == '/' && in.peek(0) == '*') {
                in.read();
                depth++;
            } else if (c == '*' && in.peek(0) == '/') {
                in.read();
                depth--;
            }
        } while (depth > 0);
        separate();
    }

    /** Comments do not reach the server; a blank keeps apart what they kept apart. */
    private void separate() throws DumpException {
        if (!tokens.isEmpty()) {
            text.put(' ');
        }
    }

    private void take() throws IOException {
        int c = in.read();
        if (c == 0) {
            throw refused("a NUL byte");
        }
        text.put(c);
    }

    private DumpException cut(String what) {
        return new DumpException(Code.DUMP_TRUNCATED, "The dump ends inside " + what
                + " at byte " + in.position() + ". It was cut: copy or make it again.");
    }

    private DumpException refused(String what) {
        return new DumpException(Code.DUMP_REFUSED, "The dump has " + what + " at byte " + in.position()
                + ", which pg_dump never writes. Make the dump with pg_dump.");
    }
}
