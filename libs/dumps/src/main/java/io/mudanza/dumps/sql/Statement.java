package io.mudanza.dumps.sql;

import io.mudanza.dumps.DumpException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.List;

/** One statement of a dump, without its semicolon. */
public final class Statement {

    private static final int HEAD = 90;

    private final byte[] bytes;
    private final Charset charset;
    private final List<SqlToken> tokens;
    private final boolean standardStrings;

    Statement(byte[] bytes, Charset charset, List<SqlToken> tokens, boolean standardStrings) {
        this.bytes = bytes;
        this.charset = charset;
        this.tokens = List.copyOf(tokens);
        this.standardStrings = standardStrings;
    }

    public List<SqlToken> tokens() {
        return tokens;
    }

    /** Whether a backslash in a string without E is a backslash. */
    public boolean standardStrings() {
        return standardStrings;
    }

    /** How many tokens it has. */
    public int size() {
        return tokens.size();
    }

    /** A token; a symbol that equals nothing where there is none. */
    public SqlToken token(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : NOTHING;
    }

    private static final SqlToken NOTHING = new SqlToken(SqlToken.Kind.SYMBOL, 0, 0, "\0");

    /** Whether these words stand at a place, one after the other. */
    public boolean has(int at, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!token(at + i).isWord(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether it begins with these words. */
    public boolean starts(String... words) {
        return has(0, words);
    }

    /** Its text. */
    public String sql() throws DumpException {
        return decode(0, bytes.length);
    }

    /** Its text with one token replaced. */
    public String sqlWith(SqlToken token, String replacement) throws DumpException {
        return decode(0, token.start()) + replacement + decode(token.end(), bytes.length);
    }

    /** Bytes of its text. */
    public int length() {
        return bytes.length;
    }

    /** What a string token means, in the encoding of the dump. */
    public byte[] value(SqlToken token) throws DumpException {
        if (token.kind() == SqlToken.Kind.DOLLAR) {
            int tag = indexOf('$', token.start() + 1) - token.start() + 1;
            return Arrays.copyOfRange(bytes, token.start() + tag, token.end() - tag);
        }
        int quote = indexOf('\'', token.start());
        char prefix = prefix(token);
        return StringValue.of(bytes, quote + 1, token.end() - 1, prefix == 'E' || prefix == ' ' && !standardStrings);
    }

    /** The letter before a string: E, B, X or N; a blank when there is none. */
    public char prefix(SqlToken token) {
        return bytes[token.start()] == '\'' ? ' ' : (char) (bytes[token.start()] & 0xdf);
    }

    /** What a string token means, as text. */
    public String text(SqlToken token) throws DumpException {
        return decoded(value(token), charset);
    }

    /** Its beginning for people: up to the first string or parenthesis, so that no value of a row is shown. */
    public String head() {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (SqlToken token : tokens) {
            if (token.isString() || token.isSymbol('(') || token.kind() == SqlToken.Kind.NUMBER || head.size() > HEAD) {
                break;
            }
            boolean tight = token.isSymbol('.') || head.size() > 0 && bytes[token.start() - 1] == '.';
            if (head.size() > 0 && !tight) {
                head.write(' ');
            }
            head.write(bytes, token.start(), token.end() - token.start());
        }
        String text = new String(head.toByteArray(), charset).replaceAll("\\p{Cntrl}", " ");
        return text.length() > HEAD ? text.substring(0, HEAD) + "…" : text;
    }

    private int indexOf(char wanted, int from) {
        int at = from;
        while (bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private String decode(int from, int to) throws DumpException {
        return decoded(Arrays.copyOfRange(bytes, from, to), charset);
    }

    static String decoded(byte[] bytes, Charset charset) throws DumpException {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DumpException(DumpException.Code.DUMP_CORRUPT, "A statement of the dump is not text in its encoding ("
                    + charset.name() + "). Make the dump again with pg_dump --encoding=UTF8.", e);
        }
    }

    /** Its beginning, for people. */
    @Override
    public String toString() {
        return head();
    }
}
