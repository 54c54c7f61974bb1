package io.mudanza.dumps.sql;

import io.mudanza.dumps.DumpException;
import java.util.ArrayList;
import java.util.List;

/** Reads a statement word by word. */
public final class Cursor {

    private final Statement statement;
    private int at;

    public Cursor(Statement statement) {
        this.statement = statement;
    }

    public Statement statement() {
        return statement;
    }

    /** Whether these words come next; they are taken then. */
    public boolean take(String... words) {
        if (statement.has(at, words)) {
            at += words.length;
            return true;
        }
        return false;
    }

    /** Whether this symbol comes next; it is taken then. */
    public boolean takeSymbol(char symbol) {
        if (peek().isSymbol(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    /** The next token, which stays. */
    public SqlToken peek() {
        return statement.token(at);
    }

    /** The next token, which is taken. */
    public SqlToken next() {
        return statement.token(at++);
    }

    /** The word that comes next, in capitals; empty when it is none. It is taken. */
    public String word() {
        SqlToken token = next();
        return token.kind() == SqlToken.Kind.WORD ? token.text().toUpperCase(java.util.Locale.ROOT) : "";
    }

    public boolean atEnd() {
        return at >= statement.size();
    }

    /** A name, with its schema if it has one. */
    public ObjectName name() throws DumpException {
        String first = identifier();
        return takeSymbol('.') ? new ObjectName(first, identifier()) : new ObjectName(null, first);
    }

    /** A name without schema. */
    public String identifier() throws DumpException {
        SqlToken token = next();
        if (!token.isIdentifier() || token.identifier().isEmpty()) {
            throw refused("a name is missing");
        }
        return token.identifier();
    }

    /** A list of names in parentheses. */
    public List<String> identifiers() throws DumpException {
        List<String> names = new ArrayList<>();
        expect('(');
        if (takeSymbol(')')) {
            return names;
        }
        do {
            names.add(identifier());
        } while (takeSymbol(','));
        expect(')');
        return names;
    }

    public void expect(char symbol) throws DumpException {
        if (!takeSymbol(symbol)) {
            throw refused(symbol + " is missing");
        }
    }

    /** Nothing may follow. */
    public void end() throws DumpException {
        if (!atEnd()) {
            throw refused("it goes on after its end");
        }
    }

    /** What is in parentheses, if they come next. */
    public void skipParentheses() throws DumpException {
        if (!takeSymbol('(')) {
            return;
        }
        int depth = 1;
        while (depth > 0) {
            if (atEnd()) {
                throw refused("a parenthesis stays open");
            }
            SqlToken token = next();
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
        }
    }

    /** Whether a word stands outside parentheses from here on; nothing is taken. */
    public boolean has(String word) {
        return find(word) >= 0;
    }

    /** Goes behind the next such word outside parentheses; false when there is none. */
    public boolean skipTo(String word) {
        int found = find(word);
        if (found < 0) {
            return false;
        }
        at = found + 1;
        return true;
    }

    private int find(String word) {
        int depth = 0;
        for (int i = at; i < statement.size(); i++) {
            SqlToken token = statement.token(i);
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            if (depth == 0 && token.isWord(word)) {
                return i;
            }
        }
        return -1;
    }

    /** The refusal of the statement, with a reason. */
    public DumpException refused(String reason) {
        return refusal(statement, reason);
    }

    /** The refusal of a statement, with a reason. */
    public static DumpException refusal(Statement statement, String reason) {
        return new DumpException(DumpException.Code.DUMP_REFUSED, "The dump has a statement that a restore never runs ("
                + statement.head() + "): " + reason + ".");
    }
}
