package io.mudanza.sqlite.source;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite means to the one who gave the file. */
public final class SqliteProblem {

    private SqliteProblem() {}

    public static EngineException of(SQLException e, Path file, String doing) {
        SQLiteErrorCode code = e instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (code.code & 0xff) {
            case 11 -> new EngineException(Code.SOURCE_LOST, "The file " + file + " is damaged (" + said(e) + ") while "
                    + doing + ". Nothing was changed. Take a backup of it, or repair a copy:"
                    + " sqlite3 FILE .recover | sqlite3 NEW.", e);
            case 26 -> new EngineException(Code.INVALID_REQUEST, "The file " + file + " is no SQLite database, or it is"
                    + " encrypted: decrypt it first (SQLCipher: sqlcipher_export).", e);
            case 5, 6 -> new EngineException(Code.SOURCE_LOST, "The file " + file + " is locked by another program that"
                    + " writes to it (" + said(e) + "). Try again when it is done.", e);
            case 14, 8, 23, 3 -> new EngineException(Code.SOURCE_LOST, "The file " + file + " cannot be opened ("
                    + said(e) + "). Check its rights and those of its folder: a file in WAL mode needs its -wal and -shm"
                    + " beside it.", e);
            case 10 -> new EngineException(Code.SOURCE_LOST, "The file " + file + " cannot be read (" + said(e)
                    + ") while " + doing + ": it is cut off or its disk fails.", e);
            default -> new EngineException(Code.SOURCE_LOST, "SQLite fails while " + doing + " (" + said(e) + ").", e);
        };
    }

    private static String said(SQLException e) {
        String text = String.valueOf(e.getMessage());
        int line = text.indexOf('\n');
        return line < 0 ? text : text.substring(0, line);
    }
}
