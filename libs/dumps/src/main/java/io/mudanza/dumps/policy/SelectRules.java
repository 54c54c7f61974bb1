package io.mudanza.dumps.policy;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.sql.ByteSource;
import io.mudanza.dumps.sql.Cursor;
import io.mudanza.dumps.sql.ObjectName;
import io.mudanza.dumps.sql.Script;
import io.mudanza.dumps.sql.SqlToken;
import io.mudanza.dumps.sql.StatementScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The few functions that pg_dump calls. None of these statements runs: what it asks for is done by one of our own. */
final class SelectRules {

    private static final String EMPTY = "nothing has to be dropped: the scratch database is empty";

    Decision judge(Cursor cursor) throws DumpException {
        if (cursor.takeSymbol('*') || cursor.take("CASE", "WHEN", "EXISTS")) {
            return notNeeded(cursor);
        }
        ObjectName function = cursor.name();
        if (function.schema() != null && !function.schema().equals("pg_catalog") || !cursor.takeSymbol('(')) {
            throw cursor.refused("a query");
        }
        if (function.name().equals("lo_unlink")) {
            return unlink(cursor);
        }
        Decision decision = switch (function.name()) {
            case "set_config" -> config(cursor);
            case "setval" -> sequence(cursor);
            case "lo_create" -> step(Decision.LargeObject.Step.CREATE, number(cursor));
            case "lo_open" -> open(cursor);
            case "lowrite" -> write(cursor);
            case "lo_close" -> close(cursor);
            case String any -> throw cursor.refused("a query");
        };
        cursor.expect(')');
        cursor.end();
        return decision;
    }

    /** Statistics of newer versions, and what {@code --clean --if-exists} asks before it drops large objects. */
    private static Decision notNeeded(Cursor cursor) throws DumpException {
        if (cursor.take("FROM")) {
            ObjectName function = cursor.name();
            if ("pg_catalog".equals(function.schema()) && function.name().startsWith("pg_restore_")
                    && function.name().endsWith("_stats")) {
                return new Decision.Skip("statistics are gathered anew");
            }
        } else if (cursor.skipTo("THEN") && cursor.take("pg_catalog") && cursor.takeSymbol('.')
                && cursor.take("lo_unlink")) {
            return new Decision.Skip(EMPTY);
        }
        throw cursor.refused("a query");
    }

    private static Decision config(Cursor cursor) throws DumpException {
        String name = string(cursor).toLowerCase(Locale.ROOT);
        cursor.expect(',');
        String value = string(cursor);
        cursor.expect(',');
        if (!cursor.take("FALSE")) {
            throw cursor.refused("a setting for one transaction");
        }
        if (name.equals("search_path") && !value.isEmpty() && !value.matches("[a-z0-9_, ]*")) {
            throw cursor.refused("a search path with quoted names");
        }
        List<String> values = name.equals("search_path") ? List.of(value.split("\\s*,\\s*")) : List.of(value);
        return SettingRules.of(cursor, name, values);
    }

    private static Decision sequence(Cursor cursor) throws DumpException {
        ObjectName name = nameIn(cursor, string(cursor));
        cursor.expect(',');
        long value = number(cursor);
        boolean called = true;
        if (cursor.takeSymbol(',')) {
            called = cursor.peek().isWord("TRUE");
            if (!cursor.take("TRUE") && !cursor.take("FALSE")) {
                throw cursor.refused("a sequence without a state");
            }
        }
        return new Decision.Sequence(name, value, called);
    }

    private static Decision open(Cursor cursor) throws DumpException {
        long oid = number(cursor);
        cursor.expect(',');
        number(cursor);
        return step(Decision.LargeObject.Step.OPEN, oid);
    }

    private static Decision write(Cursor cursor) throws DumpException {
        number(cursor);
        cursor.expect(',');
        String value = string(cursor);
        if (!value.startsWith("\\x")) {
            throw cursor.refused("contents of a large object that are not in hexadecimal form");
        }
        try {
            byte[] data = HexFormat.of().parseHex(value, 2, value.length());
            return new Decision.LargeObject(Decision.LargeObject.Step.WRITE, 0, data);
        } catch (IllegalArgumentException e) {
            throw cursor.refused("contents of a large object that are not in hexadecimal form");
        }
    }

    private static Decision close(Cursor cursor) throws DumpException {
        number(cursor);
        return step(Decision.LargeObject.Step.CLOSE, 0);
    }

    /** By its number, or with {@code --clean --if-exists} by a look whether it is there. */
    private static Decision unlink(Cursor cursor) throws DumpException {
        if (!cursor.take("OID")) {
            number(cursor);
            cursor.expect(')');
        } else {
            cursor.expect(')');
            ObjectName from = cursor.take("FROM") ? cursor.name() : null;
            if (!new ObjectName("pg_catalog", "pg_largeobject_metadata").equals(from) || !cursor.take("WHERE", "OID")
                    || !cursor.takeSymbol('=')) {
                throw cursor.refused("a query");
            }
            number(cursor);
        }
        cursor.end();
        return new Decision.Skip(EMPTY);
    }

    private static Decision step(Decision.LargeObject.Step step, long oid) {
        return new Decision.LargeObject(step, oid, null);
    }

    private static String string(Cursor cursor) throws DumpException {
        SqlToken token = cursor.next();
        if (!token.isString()) {
            throw cursor.refused("an argument that is no string");
        }
        return cursor.statement().text(token);
    }

    /** A number, with or without quotes. */
    private static long number(Cursor cursor) throws DumpException {
        boolean negative = cursor.takeSymbol('-');
        SqlToken token = cursor.next();
        try {
            String digits = token.isString() ? cursor.statement().text(token) : String.valueOf(token.text());
            return Long.parseLong(negative ? "-" + digits : digits);
        } catch (NumberFormatException e) {
            throw cursor.refused("an argument that is no number");
        }
    }

    /** A name within a string. */
    private static ObjectName nameIn(Cursor cursor, String text) throws DumpException {
        byte[] bytes = (text + ";").getBytes(StandardCharsets.UTF_8);
        try {
            Script script = new StatementScanner(
                    new ByteSource(new ByteArrayInputStream(bytes), bytes.length), bytes.length, any -> {}).next();
            if (script instanceof Script.Sql(var statement)) {
                Cursor name = new Cursor(statement);
                ObjectName found = name.name();
                name.end();
                return found;
            }
        } catch (DumpException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail", e);
        }
        throw cursor.refused("a sequence without a name");
    }
}
