package io.mudanza.engine.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes away what only a newer PostgreSQL spells out, so that a schema can be compared with the same schema on a server of
 * another major version: since 14 a range names its multirange and the input arguments of a procedure are marked.
 */
final class MajorSpelling {

    private static final Pattern MULTIRANGE =
            Pattern.compile(",?\\s*multirange_type_name = (?:\"(?:[^\"]|\"\")*\"|[^\\s,.()]+)(?:\\.(?:\"(?:[^\"]|\"\")*\"|[^\\s,.()]+))?");
    private static final Pattern ARGUMENTS = Pattern.compile("(PROCEDURE (?:[^(\"]|\"(?:[^\"]|\"\")*\")*\\()([^)]*)");
    private static final Pattern IN_MODE = Pattern.compile("(^|, )IN (?=\")");

    private MajorSpelling() {}

    /** The statement as an older server would have printed it. */
    static String plain(String type, String sql) {
        return switch (type) {
            case "TYPE" -> MULTIRANGE.matcher(sql).replaceAll("");
            case "PROCEDURE", "ACL", "COMMENT" -> ARGUMENTS.matcher(sql)
                    .replaceFirst(found -> Matcher.quoteReplacement(
                            found.group(1) + IN_MODE.matcher(found.group(2)).replaceAll("$1")));
            default -> sql;
        };
    }
}
