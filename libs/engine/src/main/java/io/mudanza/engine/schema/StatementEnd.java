package io.mudanza.engine.schema;

import java.util.ArrayList;
import java.util.List;

/** Tells which semicolon ends a statement: not one in parentheses and not one in a BEGIN ATOMIC body (as psql does). */
final class StatementEnd {

    private final List<String> firstWords = new ArrayList<>();
    private int parentheses;
    private int blocks;

    /** False while the statement goes on; a null token never ends it. */
    boolean endsAt(SqlToken token) {
        if (token == null || token.kind() == SqlToken.Kind.COMMENT) {
            return false;
        }
        if (token.isSymbol('(') || token.isSymbol('[')) {
            parentheses++;
        } else if (token.isSymbol(')') || token.isSymbol(']')) {
            parentheses = Math.max(0, parentheses - 1);
        } else if (token.kind() == SqlToken.Kind.WORD) {
            word(token);
        }
        return token.isSymbol(';') && parentheses == 0 && blocks == 0;
    }

    private void word(SqlToken token) {
        if (firstWords.size() < 4) {
            firstWords.add(token.text().toUpperCase(java.util.Locale.ROOT));
        }
        if (parentheses > 0 || !createsRoutine()) {
            return;
        }
        if (token.isWord("BEGIN") || token.isWord("CASE") && blocks > 0) {
            blocks++;
        } else if (token.isWord("END") && blocks > 0) {
            blocks--;
        }
    }

    private boolean createsRoutine() {
        if (firstWords.isEmpty() || !firstWords.getFirst().equals("CREATE")) {
            return false;
        }
        int at = firstWords.size() > 2 && firstWords.get(1).equals("OR") ? 3 : 1;
        return firstWords.size() > at
                && (firstWords.get(at).equals("FUNCTION") || firstWords.get(at).equals("PROCEDURE"));
    }
}
