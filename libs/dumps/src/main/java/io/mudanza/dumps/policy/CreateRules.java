package io.mudanza.dumps.policy;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.sql.Cursor;
import io.mudanza.dumps.sql.ObjectName;
import java.util.List;

/** What a dump may create. */
final class CreateRules {

    private final DumpPolicy policy;
    private final FunctionRules functions;

    CreateRules(DumpPolicy policy) {
        this.policy = policy;
        this.functions = new FunctionRules(policy);
    }

    Decision judge(Cursor cursor) throws DumpException {
        cursor.take("OR", "REPLACE");
        return switch (cursor.word()) {
            case "SCHEMA" -> schema(cursor);
            case "TABLE" -> table(cursor);
            case "UNLOGGED" -> unlogged(cursor);
            case "SEQUENCE", "DOMAIN", "AGGREGATE", "OPERATOR", "CAST", "CONVERSION", "COLLATION" ->
                run(Phase.BEFORE_ROWS, cursor);
            case "TYPE" -> type(cursor);
            case "VIEW" -> view(cursor);
            case "RECURSIVE" -> recursiveView(cursor);
            case "MATERIALIZED" -> materializedView(cursor);
            case "FUNCTION", "PROCEDURE" -> functions.judge(cursor);
            case "TEXT" -> textSearch(cursor);
            case "INDEX" -> index(cursor);
            case "UNIQUE" -> uniqueIndex(cursor);
            case "TRIGGER", "POLICY" -> on(cursor);
            case "CONSTRAINT" -> constraintTrigger(cursor);
            case "RULE" -> rule(cursor);
            case "STATISTICS" -> run(Phase.MIDDLE, cursor);
            case "EXTENSION" -> extension(cursor);
            case "LANGUAGE", "PROCEDURAL", "TRUSTED" -> language(cursor);
            case "PUBLICATION", "SUBSCRIPTION" ->
                new Decision.Skip("replication is not taken over: set it up at the platform");
            case "EVENT" -> new Decision.Skip("event triggers are not taken over: a superuser may create them");
            case "DATABASE" -> new Decision.Skip("the scratch database takes the place of the database");
            case "ROLE", "USER", "GROUP", "TABLESPACE" -> throw cursor.refused("an object of the whole server");
            case "FOREIGN", "SERVER" -> throw cursor.refused("a way to other servers");
            case "TEMP", "TEMPORARY", "GLOBAL", "LOCAL" -> throw cursor.refused("a temporary object");
            case String any -> throw cursor.refused("pg_dump never writes it, or only a superuser may do it");
        };
    }

    static Decision run(Phase phase, Cursor cursor, ObjectName... tables) throws DumpException {
        return new Decision.Run(phase, List.of(tables), cursor.statement().sql());
    }

    private static Decision schema(Cursor cursor) throws DumpException {
        cursor.take("IF", "NOT", "EXISTS");
        String name = cursor.identifier();
        cursor.end();
        return name.equals("public") ? new Decision.Nothing() : run(Phase.BEFORE_ROWS, cursor);
    }

    private static Decision table(Cursor cursor) throws DumpException {
        cursor.take("IF", "NOT", "EXISTS");
        ObjectName name = cursor.name();
        boolean known = cursor.peek().isSymbol('(') || cursor.peek().isWord("PARTITION") || cursor.peek().isWord("OF");
        if (!known || cursor.has("AS") || cursor.has("EXECUTE")) {
            throw cursor.refused("a table made by a query");
        }
        if (cursor.has("TABLESPACE")) {
            throw cursor.refused("a tablespace");
        }
        return run(Phase.BEFORE_ROWS, cursor, name);
    }

    private static Decision unlogged(Cursor cursor) throws DumpException {
        return switch (cursor.word()) {
            case "TABLE" -> table(cursor);
            case "SEQUENCE" -> run(Phase.BEFORE_ROWS, cursor);
            case String any -> throw cursor.refused("pg_dump never writes it");
        };
    }

    private static Decision type(Cursor cursor) throws DumpException {
        cursor.name();
        if (cursor.peek().isSymbol('(')) {
            throw cursor.refused("a type of C functions");
        }
        return run(Phase.BEFORE_ROWS, cursor);
    }

    private static Decision view(Cursor cursor) throws DumpException {
        return run(Phase.BEFORE_ROWS, cursor, cursor.name());
    }

    private static Decision recursiveView(Cursor cursor) throws DumpException {
        if (!cursor.take("VIEW")) {
            throw cursor.refused("pg_dump never writes it");
        }
        return view(cursor);
    }

    private static Decision materializedView(Cursor cursor) throws DumpException {
        if (!cursor.take("VIEW")) {
            throw cursor.refused("pg_dump never writes it");
        }
        ObjectName name = cursor.name();
        int size = cursor.statement().size();
        if (!cursor.statement().has(size - 3, "WITH", "NO", "DATA")) {
            throw cursor.refused("a materialised view that runs its query at once");
        }
        return run(Phase.BEFORE_ROWS, cursor, name);
    }

    private static Decision textSearch(Cursor cursor) throws DumpException {
        if (cursor.take("SEARCH", "CONFIGURATION") || cursor.take("SEARCH", "DICTIONARY")) {
            return run(Phase.BEFORE_ROWS, cursor);
        }
        throw cursor.refused("text search by C functions");
    }

    private static Decision index(Cursor cursor) throws DumpException {
        if (!cursor.skipTo("ON")) {
            throw cursor.refused("an index without a table");
        }
        cursor.take("ONLY");
        ObjectName table = cursor.name();
        if (cursor.has("TABLESPACE")) {
            throw cursor.refused("a tablespace");
        }
        return run(Phase.INDEX, cursor, table);
    }

    private static Decision uniqueIndex(Cursor cursor) throws DumpException {
        if (!cursor.take("INDEX")) {
            throw cursor.refused("pg_dump never writes it");
        }
        return index(cursor);
    }

    private static Decision on(Cursor cursor) throws DumpException {
        if (!cursor.skipTo("ON")) {
            throw cursor.refused("it is about no table");
        }
        return run(Phase.MIDDLE, cursor, cursor.name());
    }

    private static Decision constraintTrigger(Cursor cursor) throws DumpException {
        if (!cursor.take("TRIGGER")) {
            throw cursor.refused("pg_dump never writes it");
        }
        return on(cursor);
    }

    private static Decision rule(Cursor cursor) throws DumpException {
        if (!cursor.skipTo("TO")) {
            throw cursor.refused("it is about no table");
        }
        return run(Phase.MIDDLE, cursor, cursor.name());
    }

    private Decision extension(Cursor cursor) throws DumpException {
        cursor.take("IF", "NOT", "EXISTS");
        String name = cursor.identifier();
        cursor.take("WITH");
        String schema = cursor.take("SCHEMA") ? cursor.identifier() : null;
        cursor.end();
        if (name.equals("plpgsql")) {
            return new Decision.Nothing();
        }
        if (!policy.extensions().contains(name)) {
            throw new DumpException(DumpException.Code.DUMP_EXTENSION_REFUSED, "The dump needs the extension "
                    + name.replaceAll("\\p{Cntrl}", " ") + ", which this node does not permit"
                    + " (permitted: " + (policy.extensions().isEmpty() ? "none" : String.join(", ",
                            policy.extensions().stream().sorted().toList()))
                    + "). Permit it in the settings, or make the dump without it.");
        }
        return new Decision.Extension(name, schema);
    }

    private static Decision language(Cursor cursor) throws DumpException {
        while (cursor.peek().isWord("PROCEDURAL") || cursor.peek().isWord("LANGUAGE")) {
            cursor.next();
        }
        if (cursor.peek().isIdentifier() && cursor.peek().identifier().equals("plpgsql")) {
            return new Decision.Nothing();
        }
        throw cursor.refused("a language");
    }
}
