package io.mudanza.importing.restore;

import java.util.regex.Pattern;

/** Statements about who owns and may do what, and about the session that restores: they never say what the data are. */
final class Ownership {

    private static final Pattern CONCERNED = Pattern.compile(
            "(?is)\\s*(?:GRANT\\b|REVOKE\\b|ALTER\\s+DEFAULT\\s+PRIVILEGES\\b|SET\\b|RESET\\b|SELECT\\s+pg_catalog\\.set_config\\b"
                    + "|ALTER\\s.*\\sOWNER\\s+TO\\b|COMMENT\\s+ON\\s+EXTENSION\\b|CREATE\\s+EXTENSION\\s+(IF\\s+NOT\\s+EXISTS\\s+)?\"?plpgsql"
                    + "|CREATE\\s+SCHEMA\\s+(IF\\s+NOT\\s+EXISTS\\s+)?\"?public|COMMENT\\s+ON\\s+SCHEMA\\s+\"?public"
                    + "|\\\\(un)?restrict\\b).*");

    private Ownership() {}

    static boolean concerns(String statement) {
        return CONCERNED.matcher(statement).matches();
    }
}
