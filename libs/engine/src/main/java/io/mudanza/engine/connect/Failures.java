package io.mudanza.engine.connect;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import java.sql.SQLException;

/** What an error of PostgreSQL means for a migration: a stable code and what to do. */
public final class Failures {

    private Failures() {}

    /**
     * Translates an error.
     *
     * @param doing what was being done, without the subject: "reading table public.users"
     */
    public static EngineException of(SQLException e, Side side, String doing) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String said = said(e);
        boolean source = side == Side.SOURCE;
        String whose = source ? "source" : "target";
        if (state.startsWith("28") || state.equals("3D000")) {
            return failure(Code.DATABASE_UNREACHABLE, "The " + whose + " database refuses the connection (" + said
                    + "). Check user, password and name of the database.", e);
        }
        if (state.startsWith("08") || state.equals("57P01") || state.equals("57P02") || state.equals("57P03")
                || state.equals("25P03")) {
            return failure(source ? Code.SOURCE_LOST : Code.TARGET_LOST, "The connection to the " + whose
                    + " database broke while " + doing + " (" + said + "). Resume the job when it is up again.", e);
        }
        if (state.equals("53100") || state.equals("53200") && !source) {
            return failure(source ? Code.SOURCE_LOST : Code.TARGET_FULL, "The server of the " + whose
                    + " database is out of room while " + doing + " (" + said + "). Free space, then resume.", e);
        }
        if (state.equals("53300") || state.equals("53400")) {
            return failure(Code.DATABASE_UNREACHABLE, "The server of the " + whose + " database takes no more connections ("
                    + said + "). Close some, or use fewer workers.", e);
        }
        if (state.equals("42501")) {
            return failure(source ? Code.SOURCE_RIGHTS_MISSING : Code.TARGET_RIGHTS_MISSING, "The role of the " + whose
                    + " database lacks a right for " + doing + " (" + said + "). Grant it, or connect as the owner.", e);
        }
        if (!source && (state.startsWith("22") || state.startsWith("23"))) {
            return failure(Code.ROWS_REJECTED, "The target refuses rows while " + doing + " (" + said + ").", e);
        }
        if (state.equals("57014")) {
            return failure(Code.CANCELLED, "A statement was cancelled while " + doing + ".", e);
        }
        return failure(source ? Code.SOURCE_LOST : Code.INTERNAL_ERROR,
                "PostgreSQL fails while " + doing + " (" + state + ": " + said + ").", e);
    }

    /** The first line of what the server said; details may hold values of rows and stay out. */
    private static String said(SQLException e) {
        String text = e instanceof org.postgresql.util.PSQLException p && p.getServerErrorMessage() != null
                ? p.getServerErrorMessage().getMessage()
                : e.getMessage();
        if (text == null) {
            return "no message";
        }
        int line = text.indexOf('\n');
        return line < 0 ? text : text.substring(0, line);
    }

    private static EngineException failure(Code code, String detail, Throwable cause) {
        return new EngineException(code, detail, cause);
    }
}
