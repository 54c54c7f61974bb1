package io.mudanza.importing.restore;

import io.mudanza.dumps.SkippedStatement;
import java.util.List;
import java.util.regex.Pattern;

/** Statements about who owns and may do what, and about the session that restores: they never say what the data are. */
final class Ownership {

    private static final Pattern CONCERNED = Pattern.compile(
            "(?is)\\s*(?:GRANT\\b|REVOKE\\b|ALTER\\s+DEFAULT\\s+PRIVILEGES\\b|SET\\b|RESET\\b|SELECT\\s+pg_catalog\\.set_config\\b"
                    + "|ALTER\\s.*\\sOWNER\\s+TO\\b|COMMENT\\s+ON\\s+EXTENSION\\b|CREATE\\s+EXTENSION\\s+(IF\\s+NOT\\s+EXISTS\\s+)?\"?plpgsql"
                    + "|CREATE\\s+SCHEMA\\s+(IF\\s+NOT\\s+EXISTS\\s+)?\"?public|COMMENT\\s+ON\\s+SCHEMA\\s+\"?public"
                    + "|\\\\(un)?restrict\\b).*");

    private static final List<String> HARMLESS = List.of("owners are not", "privileges are not", "nothing has to be dropped", "the scratch database takes the place",
            "settings of the database", "statistics are gathered", "tablespaces are not", "a restore never changes its role",
            "where and how", "no trigger exists while");

    private Ownership() {}

    static boolean concerns(SkippedStatement skipped) {
        return CONCERNED.matcher(skipped.statement()).matches()
                || HARMLESS.stream().anyMatch(reason -> skipped.reason().startsWith(reason));
    }
}
