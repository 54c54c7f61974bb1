package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment that pg_dump writes above an entry. Names may look like a piece of it ({@code x; Type: TABLE; Schema: y}): which
 * of its readings is meant is told by the schema, which the statements below name.
 */
record EntryHeader(String name, String type, String schema, String owner) {

    private static final String NAME = "-- Name: ";
    private static final String TYPE = "; Type: ";
    private static final Pattern REST = Pattern.compile("([A-Z ]+); Schema: (.*); Owner: (.*?)(; Tablespace: .*)?");

    /** All readings of a comment, the one with the longest name first; empty when it is no header. */
    static List<EntryHeader> readings(String comment) {
        List<EntryHeader> readings = new ArrayList<>();
        if (!comment.startsWith(NAME)) {
            return readings;
        }
        for (int at = comment.lastIndexOf(TYPE); at >= NAME.length(); at = comment.lastIndexOf(TYPE, at - 1)) {
            Matcher rest = REST.matcher(comment.substring(at + TYPE.length()));
            if (rest.matches()) {
                readings.add(new EntryHeader(
                        comment.substring(NAME.length(), at), rest.group(1), rest.group(2), rest.group(3)));
            }
        }
        return readings;
    }

    /** The reading that the statements bear out. */
    static EntryHeader of(List<EntryHeader> readings, List<String> statements) throws EngineException {
        if (readings.size() > 1) {
            Set<String> named = new HashSet<>();
            for (String sql : statements) {
                for (SqlToken token : SqlLexer.tokens(sql)) {
                    if (token.isIdentifier()) {
                        // As pg_dump shows names in comments.
                        named.add(token.identifier().replaceAll("[\\r\\n]", " "));
                    }
                }
            }
            for (EntryHeader reading : readings) {
                if (named.contains(reading.schema)) {
                    return reading;
                }
            }
        }
        return readings.getFirst();
    }
}
