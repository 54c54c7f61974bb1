package io.mudanza.dumps.sql;

/**
 * Tells which semicolon ends a statement: not one in parentheses and not one in the BEGIN ATOMIC body of a routine. The
 * server has the last word: a statement goes to it in a message that takes one statement only.
 */
final class StatementEnd {

    private int words;
    private boolean create;
    private boolean routine;
    private int parentheses;
    private int blocks;

    /** A word of the statement. */
    void word(String word) {
        if (parentheses == 0) {
            if (words == 0) {
                create = word.equalsIgnoreCase("CREATE");
            } else if (words <= 3 && create
                    && (word.equalsIgnoreCase("FUNCTION") || word.equalsIgnoreCase("PROCEDURE"))) {
                routine = true;
            }
            if (routine) {
                block(word);
            }
        }
        words++;
    }

    private void block(String word) {
        if (word.equalsIgnoreCase("BEGIN") || blocks > 0 && word.equalsIgnoreCase("CASE")) {
            blocks++;
        } else if (blocks > 0 && word.equalsIgnoreCase("END")) {
            blocks--;
        }
    }

    /** A symbol of the statement; true when it is the semicolon that ends it. */
    boolean symbol(int c) {
        if (c == '(' || c == '[') {
            parentheses++;
        } else if (c == ')' || c == ']') {
            parentheses = Math.max(0, parentheses - 1);
        }
        return c == ';' && parentheses == 0 && blocks == 0;
    }
}
