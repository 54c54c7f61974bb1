package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the headers and statements of a pg_dump script; only what stands between two statements can be a header. */
final class SchemaScriptParser {

    private final String text;
    private final SqlLexer lexer;
    private final List<SchemaEntry> entries = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private List<EntryHeader> header = List.of();
    private List<String> statements = new ArrayList<>();
    private List<String> settingsOfEntry = List.of();

    SchemaScriptParser(String text) {
        this.text = text;
        this.lexer = new SqlLexer(text);
    }

    SchemaScript parse() throws EngineException {
        for (SqlToken token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() == SqlToken.Kind.COMMENT) {
                List<EntryHeader> readings = EntryHeader.readings(token.text());
                if (!readings.isEmpty()) {
                    finishEntry();
                    header = readings;
                    settingsOfEntry = List.copyOf(settings.values());
                }
            } else if (token.isSymbol('\\')) {
                metaCommand();
            } else if (!token.isSymbol(';')) {
                statement(token);
            }
        }
        finishEntry();
        return new SchemaScript(entries);
    }

    private void metaCommand() throws EngineException {
        String command = lexer.restOfLine();
        if (!command.startsWith("restrict ") && !command.startsWith("unrestrict ")) {
            throw new EngineException(
                    EngineException.Code.SCHEMA_REJECTED,
                    "The schema text holds a psql command (\\" + command.split("\\s", 2)[0]
                            + "), which pg_dump never writes into a schema. Use a bundle made by Mudanza.");
        }
    }

    private void statement(SqlToken first) throws EngineException {
        StatementEnd end = new StatementEnd();
        SqlToken last = first;
        for (SqlToken token = first; !end.endsAt(token); token = lexer.next()) {
            if (token == null) {
                throw new EngineException(
                        EngineException.Code.SCHEMA_REJECTED,
                        "The schema text ends inside a statement. Make the export again.");
            }
            last = token;
        }
        add(text.substring(first.start(), last.end()), first);
    }

    private void add(String sql, SqlToken first) throws EngineException {
        if (first.isWord("SET") || first.isWord("RESET")) {
            List<SqlToken> tokens = SqlLexer.tokens(sql);
            String name = tokens.size() > 1 ? tokens.get(1).text().toLowerCase(Locale.ROOT) : "";
            if (name.equals("default_table_access_method")) {
                settings.put(name, sql);
                return;
            }
            if (!name.equals("session")) {
                return;
            }
        }
        if (!header.isEmpty()) {
            statements.add(sql);
        }
    }

    private void finishEntry() throws EngineException {
        if (!header.isEmpty()) {
            EntryHeader known = EntryHeader.of(header, statements);
            entries.add(new SchemaEntry(
                    entries.size(), known.name(), known.type(), known.schema(), known.owner(), settingsOfEntry,
                    statements));
        }
        header = List.of();
        statements = new ArrayList<>();
    }
}
