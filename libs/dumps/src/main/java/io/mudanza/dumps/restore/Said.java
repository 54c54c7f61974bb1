package io.mudanza.dumps.restore;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** What a server said, without what could hold values of rows. */
final class Said {

    private static final int LONGEST = 300;

    private Said() {}

    static String by(SQLException e) {
        String text = e instanceof PSQLException psql && psql.getServerErrorMessage() != null
                ? psql.getServerErrorMessage().getMessage()
                : e.getMessage();
        String oneLine = String.valueOf(text).replaceAll("\\s+", " ");
        return oneLine.length() > LONGEST ? oneLine.substring(0, LONGEST) + "…" : oneLine;
    }
}
