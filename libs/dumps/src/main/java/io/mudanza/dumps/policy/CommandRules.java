package io.mudanza.dumps.policy;

import io.mudanza.dumps.DumpException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The psql commands that pg_dump writes: restrict with a key at the beginning, unrestrict with the same at the end, and
 * connect once. None of them is ever run. Every other is refused.
 */
public final class CommandRules {

    private static final Pattern RESTRICT = Pattern.compile("(un)?restrict ([A-Za-z0-9]{1,128})");
    private static final Pattern CONNECT =
            Pattern.compile("connect (?:-reuse-previous=on )?([A-Za-z0-9_]+|\"dbname='[^'\"\\\\`]+'\")");

    private String key;
    private String database;

    /**
     * Judges a command.
     *
     * @param line without the backslash
     */
    public void judge(String line) throws DumpException {
        Matcher restrict = RESTRICT.matcher(line);
        Matcher connect = CONNECT.matcher(line);
        if (restrict.matches()) {
            restrict(restrict.group(1) == null, restrict.group(2));
        } else if (connect.matches()) {
            connect(connect.group(1));
        } else {
            throw refused("\\" + line.replaceAll("[^A-Za-z!?_].*", ""));
        }
    }

    private void restrict(boolean begins, String name) throws DumpException {
        if (begins ? key != null : !name.equals(key)) {
            throw refused(begins ? "a second \\restrict" : "an \\unrestrict that fits no \\restrict");
        }
        key = begins ? name : null;
    }

    private void connect(String name) throws DumpException {
        if (database != null && !database.equals(name)) {
            throw new DumpException(DumpException.Code.DUMP_OF_CLUSTER, "The dump holds several databases. Restore is of"
                    + " one platform: make a dump of its database alone with pg_dump.");
        }
        database = name;
    }

    private static DumpException refused(String what) {
        return new DumpException(DumpException.Code.DUMP_REFUSED, "The dump has " + what + ", a command of psql that a"
                + " restore never runs. Make the dump with pg_dump.");
    }
}
