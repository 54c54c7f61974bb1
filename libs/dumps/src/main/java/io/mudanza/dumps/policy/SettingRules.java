package io.mudanza.dumps.policy;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.sql.Cursor;
import io.mudanza.dumps.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The settings that pg_dump writes. Those that could matter to others than the dump itself are set here, never by it. */
final class SettingRules {

    /** What a restore sets itself, whatever the dump says. */
    private static final Set<String> OURS = Set.of(
            "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "transaction_timeout",
            "check_function_bodies", "client_min_messages", "row_security", "escape_string_warning",
            "synchronize_seqscans", "extra_float_digits", "datestyle", "intervalstyle");

    private static final Set<String> OF_THE_DUMP =
            Set.of("client_encoding", "standard_conforming_strings", "search_path", "xmloption");

    Decision set(Cursor cursor) throws DumpException {
        if (cursor.take("SESSION", "AUTHORIZATION")) {
            return new Decision.Skip("a restore never changes its role");
        }
        cursor.take("SESSION");
        if (cursor.peek().isWord("LOCAL") || cursor.peek().isWord("ROLE")) {
            throw cursor.refused("a setting that a restore never takes from a dump");
        }
        String name = cursor.identifier().toLowerCase(Locale.ROOT);
        if (!cursor.takeSymbol('=') && !cursor.take("TO")) {
            throw cursor.refused("a setting without a value");
        }
        List<String> values = new ArrayList<>();
        do {
            values.add(value(cursor));
        } while (cursor.takeSymbol(','));
        cursor.end();
        return of(cursor, name, values);
    }

    Decision reset(Cursor cursor) throws DumpException {
        if (cursor.take("SESSION", "AUTHORIZATION")) {
            return new Decision.Skip("a restore never changes its role");
        }
        throw cursor.refused("pg_dump never writes it");
    }

    /** Also for {@code set_config}. */
    static Decision of(Cursor cursor, String name, List<String> values) throws DumpException {
        if (OURS.contains(name)) {
            return new Decision.Nothing();
        }
        if (OF_THE_DUMP.contains(name)) {
            return new Decision.Setting(name, values);
        }
        String value = String.join(",", values);
        return switch (name) {
            case "default_tablespace" -> value.isEmpty()
                    ? new Decision.Nothing()
                    : new Decision.Skip("tablespaces are not taken over");
            case "default_table_access_method" -> value.equals("heap")
                    ? new Decision.Nothing()
                    : new Decision.Skip("table access methods are not taken over");
            case "default_with_oids" -> value.equals("false")
                    ? new Decision.Nothing()
                    : new Decision.Skip("tables have no OIDs any more");
            case String any -> throw cursor.refused("a setting that a restore never takes from a dump");
        };
    }

    private static String value(Cursor cursor) throws DumpException {
        SqlToken token = cursor.next();
        if (token.isString()) {
            return cursor.statement().text(token);
        }
        if (token.isIdentifier()) {
            return token.identifier();
        }
        if (token.kind() == SqlToken.Kind.NUMBER) {
            return token.text();
        }
        throw cursor.refused("a setting without a value");
    }
}
