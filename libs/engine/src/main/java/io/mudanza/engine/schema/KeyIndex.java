package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import java.util.ArrayList;
import java.util.List;

/**
 * A primary key or unique constraint in two steps: its index, which other builds of the same table may go beside, and the
 * constraint upon it, which has the table alone but is done at once. {@code ADD CONSTRAINT} by itself has the table alone
 * for as long as the index takes.
 *
 * @param index      makes the index
 * @param constraint makes it a constraint; what else the entry says follows
 */
record KeyIndex(SchemaEntry index, SchemaEntry constraint) {

    private static final List<String> BEGIN = List.of("ALTER", "TABLE", "ONLY");

    /** Null for what is no plain key: with options, deferrable, over ranges, or another constraint. */
    static KeyIndex of(SchemaEntry entry) throws EngineException {
        if (!entry.type().equals("CONSTRAINT") || entry.statements().isEmpty()) {
            return null;
        }
        List<SqlToken> tokens = SqlLexer.tokens(entry.statements().getFirst());
        // ALTER TABLE ONLY schema.table ADD CONSTRAINT name PRIMARY KEY (…) or UNIQUE (…)
        if (tokens.size() < 12 || !words(tokens, 0, BEGIN) || !tokens.get(4).isSymbol('.')
                || !words(tokens, 6, List.of("ADD", "CONSTRAINT")) || !tokens.get(8).isIdentifier()) {
            return null;
        }
        String kind = words(tokens, 9, List.of("PRIMARY", "KEY")) ? "PRIMARY KEY"
                : words(tokens, 9, List.of("UNIQUE")) ? "UNIQUE" : null;
        if (kind == null) {
            return null;
        }
        int columns = kind.equals("UNIQUE") ? 10 : 11;
        int end = list(tokens, columns);
        if (end > 0 && end < tokens.size() && tokens.get(end).isWord("INCLUDE")) {
            end = list(tokens, end + 1);
        }
        if (end != tokens.size()) {
            return null;
        }
        String sql = entry.statements().getFirst();
        String table = sql.substring(tokens.get(3).start(), tokens.get(5).end());
        String name = tokens.get(8).text();
        List<String> statements = new ArrayList<>(entry.statements());
        statements.set(0, "ALTER TABLE ONLY " + table + " ADD CONSTRAINT " + name + " " + kind + " USING INDEX " + name);
        return new KeyIndex(
                with(entry, List.of("CREATE UNIQUE INDEX " + name + " ON ONLY " + table + " USING btree "
                        + sql.substring(tokens.get(columns).start(), tokens.getLast().end()))),
                with(entry, statements));
    }

    /** One past a list of plain names in parentheses; -1 when there is something else. */
    private static int list(List<SqlToken> tokens, int at) {
        if (at >= tokens.size() || !tokens.get(at).isSymbol('(')) {
            return -1;
        }
        for (int i = at + 1; i + 1 < tokens.size(); i += 2) {
            if (!tokens.get(i).isIdentifier()) {
                return -1;
            }
            if (tokens.get(i + 1).isSymbol(')')) {
                return i + 2;
            }
            if (!tokens.get(i + 1).isSymbol(',')) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean words(List<SqlToken> tokens, int at, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).isWord(words.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static SchemaEntry with(SchemaEntry entry, List<String> statements) {
        return new SchemaEntry(entry.index(), entry.name(), entry.type(), entry.schema(), entry.owner(),
                entry.settings(), statements);
    }
}
