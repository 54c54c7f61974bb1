package io.mudanza.engine.schema;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Puts what a server said into one sentence. */
final class Sentences {

    private Sentences() {}

    static String shorten(String text, int length) {
        String oneLine = text.replaceAll("\\s+", " ");
        return oneLine.length() <= length ? oneLine : oneLine.substring(0, length) + "…";
    }

    static String of(java.sql.SQLException e) {
        ServerErrorMessage said = e instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        if (said == null || said.getMessage() == null) {
            return shorten(String.valueOf(e.getMessage()), 500);
        }
        String detail = said.getDetail() == null ? "" : " (" + said.getDetail() + ")";
        String hint = said.getHint() == null ? "" : " Hint: " + said.getHint();
        return shorten(said.getMessage() + detail + "." + hint, 700);
    }
}
