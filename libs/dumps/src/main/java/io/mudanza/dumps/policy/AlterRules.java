package io.mudanza.dumps.policy;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.sql.Cursor;
import io.mudanza.dumps.sql.ObjectName;
import io.mudanza.dumps.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a dump may change. */
final class AlterRules {

    private static final String UNKNOWN = "pg_dump never writes it, or only a superuser may do it";

    Decision judge(Cursor cursor) throws DumpException {
        Statement statement = cursor.statement();
        String what = cursor.word();
        switch (what) {
            case "ROLE" -> {
                return settingOfRole(cursor);
            }
            case "SYSTEM", "USER", "GROUP", "TABLESPACE" -> throw cursor.refused("an object of the whole server");
            case "FOREIGN", "SERVER", "EXTENSION" -> throw cursor.refused(UNKNOWN);
            case "DEFAULT" -> {
                return new Decision.Skip(StatementRules.PRIVILEGES);
            }
            case "DATABASE" -> {
                return new Decision.Skip("settings of the database are not taken over");
            }
            case "PUBLICATION", "SUBSCRIPTION", "EVENT" -> {
                return new Decision.Skip("it is not taken over");
            }
            default -> {
                // The others below.
            }
        }
        if (statement.has(statement.size() - 3, "OWNER", "TO")) {
            return new Decision.Skip(StatementRules.OWNERSHIP);
        }
        return switch (what) {
            case "TABLE" -> table(cursor);
            case "SEQUENCE" -> sequence(cursor);
            case "INDEX" -> index(cursor);
            case "VIEW" -> view(cursor);
            case "MATERIALIZED" -> materializedView(cursor);
            case "DOMAIN" -> domain(cursor);
            case "STATISTICS" -> CreateRules.run(Phase.MIDDLE, cursor);
            case "TEXT" -> onlyWith(cursor, "ADD");
            case "OPERATOR" -> onlyWith(cursor, "ADD");
            case "FUNCTION", "PROCEDURE", "ROUTINE", "TRIGGER" -> dependence(cursor);
            case String any -> throw cursor.refused(UNKNOWN);
        };
    }

    /** Archives always have the settings of roles in their database, though {@code pg_restore} passes over them. */
    private static Decision settingOfRole(Cursor cursor) throws DumpException {
        cursor.name();
        if (!cursor.take("IN", "DATABASE")) {
            throw cursor.refused("an object of the whole server");
        }
        return new Decision.Skip("settings of roles in the database are not taken over");
    }

    private static Decision table(Cursor cursor) throws DumpException {
        cursor.take("IF", "EXISTS");
        cursor.take("ONLY");
        ObjectName table = cursor.name();
        if (severalActions(cursor.statement())) {
            throw cursor.refused("several changes in one statement");
        }
        return switch (cursor.word()) {
            case "ADD" -> constraint(cursor, table);
            case "ALTER" -> column(cursor, table);
            case "ATTACH" -> attach(cursor, table);
            case "INHERIT", "OF" -> CreateRules.run(Phase.BEFORE_ROWS, cursor, table);
            case "ENABLE", "DISABLE" -> enable(cursor, table);
            case "FORCE", "NO", "REPLICA", "CLUSTER" -> CreateRules.run(Phase.MIDDLE, cursor, table);
            case "SET" -> set(cursor, table);
            case "DROP" -> new Decision.Skip("nothing has to be dropped: the scratch database is empty");
            case String any -> throw cursor.refused(UNKNOWN);
        };
    }

    private static boolean severalActions(Statement statement) {
        int depth = 0;
        for (var token : statement.tokens()) {
            depth += token.isSymbol('(') || token.isSymbol('[') ? 1 : token.isSymbol(')') || token.isSymbol(']') ? -1 : 0;
            if (depth == 0 && token.isSymbol(',')) {
                return true;
            }
        }
        return false;
    }

    private static Decision constraint(Cursor cursor, ObjectName table) throws DumpException {
        if (!cursor.take("CONSTRAINT")) {
            throw cursor.refused(UNKNOWN);
        }
        cursor.identifier();
        return switch (cursor.word()) {
            case "PRIMARY", "UNIQUE", "EXCLUDE" -> CreateRules.run(Phase.INDEX, cursor, table);
            case "FOREIGN" -> {
                List<ObjectName> tables = new ArrayList<>(List.of(table));
                if (cursor.skipTo("REFERENCES")) {
                    cursor.take("ONLY");
                    tables.add(cursor.name());
                }
                yield new Decision.Run(Phase.FOREIGN_KEY, tables, cursor.statement().sql());
            }
            case "CHECK", "NOT" -> CreateRules.run(Phase.MIDDLE, cursor, table);
            case String any -> throw cursor.refused(UNKNOWN);
        };
    }

    private static Decision column(Cursor cursor, ObjectName table) throws DumpException {
        cursor.take("COLUMN");
        cursor.identifier();
        return switch (cursor.word()) {
            case "SET" -> {
                if (cursor.peek().isWord("DATA") || cursor.peek().isWord("TYPE")) {
                    throw cursor.refused(UNKNOWN);
                }
                yield CreateRules.run(Phase.BEFORE_ROWS, cursor, table);
            }
            case "ADD" -> CreateRules.run(Phase.BEFORE_ROWS, cursor, table);
            case "DROP" -> new Decision.Skip("nothing has to be dropped: the scratch database is empty");
            case String any -> throw cursor.refused(UNKNOWN);
        };
    }

    private static Decision attach(Cursor cursor, ObjectName table) throws DumpException {
        if (!cursor.take("PARTITION")) {
            throw cursor.refused(UNKNOWN);
        }
        return CreateRules.run(Phase.BEFORE_ROWS, cursor, table, cursor.name());
    }

    private static Decision enable(Cursor cursor, ObjectName table) throws DumpException {
        if (cursor.take("TRIGGER", "ALL") || cursor.take("TRIGGER", "USER")) {
            return new Decision.Skip("no trigger exists while rows are loaded");
        }
        return CreateRules.run(Phase.MIDDLE, cursor, table);
    }

    private static Decision set(Cursor cursor, ObjectName table) throws DumpException {
        if (cursor.peek().isSymbol('(')) {
            return CreateRules.run(Phase.BEFORE_ROWS, cursor, table);
        }
        return switch (cursor.word()) {
            case "WITHOUT", "WITH", "TABLESPACE", "ACCESS" -> new Decision.Skip("where and how a table is stored is not taken over");
            case String any -> throw cursor.refused(UNKNOWN);
        };
    }

    private static Decision sequence(Cursor cursor) throws DumpException {
        cursor.take("IF", "EXISTS");
        cursor.name();
        if (cursor.take("OWNED", "BY")) {
            return CreateRules.run(Phase.BEFORE_ROWS, cursor);
        }
        if (cursor.take("SET")) {
            return new Decision.Skip("where and how a sequence is stored is not taken over");
        }
        throw cursor.refused(UNKNOWN);
    }

    private static Decision index(Cursor cursor) throws DumpException {
        cursor.take("IF", "EXISTS");
        cursor.name();
        if (cursor.take("ATTACH", "PARTITION") || cursor.take("ALTER")) {
            return CreateRules.run(Phase.MIDDLE, cursor);
        }
        throw cursor.refused(UNKNOWN);
    }

    private static Decision view(Cursor cursor) throws DumpException {
        cursor.take("IF", "EXISTS");
        cursor.take("ONLY");
        ObjectName view = cursor.name();
        if (cursor.take("ALTER")) {
            return column(cursor, view);
        }
        throw cursor.refused(UNKNOWN);
    }

    private static Decision materializedView(Cursor cursor) throws DumpException {
        if (!cursor.take("VIEW")) {
            throw cursor.refused(UNKNOWN);
        }
        ObjectName view = cursor.name();
        if (cursor.take("CLUSTER") || cursor.take("ALTER")) {
            return CreateRules.run(Phase.MIDDLE, cursor, view);
        }
        throw cursor.refused(UNKNOWN);
    }

    private static Decision domain(Cursor cursor) throws DumpException {
        cursor.name();
        if (cursor.take("ADD", "CONSTRAINT")) {
            return CreateRules.run(Phase.MIDDLE, cursor);
        }
        throw cursor.refused(UNKNOWN);
    }

    private static Decision onlyWith(Cursor cursor, String word) throws DumpException {
        if (cursor.has(word)) {
            return CreateRules.run(Phase.BEFORE_ROWS, cursor);
        }
        throw cursor.refused(UNKNOWN);
    }

    private static Decision dependence(Cursor cursor) throws DumpException {
        if (cursor.has("DEPENDS") && cursor.has("EXTENSION")) {
            return new Decision.Skip("ties to extensions are not taken over");
        }
        throw cursor.refused(UNKNOWN);
    }
}
