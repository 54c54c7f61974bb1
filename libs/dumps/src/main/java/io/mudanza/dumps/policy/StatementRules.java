package io.mudanza.dumps.policy;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.sql.CopyHead;
import io.mudanza.dumps.sql.Cursor;
import io.mudanza.dumps.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * The list of what may stand in a dump. It knows what pg_dump writes; everything else is refused by name. That a
 * statement is on the list does not make it trusted: it runs as a role that can do nothing outside the scratch database.
 */
public final class StatementRules {

    static final String OWNERSHIP = "owners are not taken over: everything belongs to the owner of the platform";
    static final String PRIVILEGES = "privileges are not taken over: grant them at the platform";

    /** Objects of the server or of extensions, whose comments are not the dump's business. */
    private static final Set<String> FOREIGN_COMMENTS = Set.of(
            "EXTENSION", "DATABASE", "ROLE", "TABLESPACE", "LANGUAGE", "PROCEDURAL", "SUBSCRIPTION", "PUBLICATION", "EVENT",
            "SERVER", "FOREIGN", "ACCESS");

    private final CreateRules create;
    private final AlterRules alter = new AlterRules();
    private final SettingRules settings = new SettingRules();
    private final SelectRules select = new SelectRules();

    public StatementRules(DumpPolicy policy) {
        create = new CreateRules(policy);
    }

    /**
     * Judges a statement.
     *
     * @throws DumpException DUMP_REFUSED or DUMP_EXTENSION_REFUSED when a dump with such a statement is not restored
     */
    public Decision judge(Statement statement) throws DumpException {
        Cursor cursor = new Cursor(statement);
        return switch (cursor.word()) {
            case "CREATE" -> create.judge(cursor);
            case "ALTER" -> alter.judge(cursor);
            case "SET" -> settings.set(cursor);
            case "RESET" -> settings.reset(cursor);
            case "SELECT" -> select.judge(cursor);
            case "COPY" -> new Decision.Rows(CopyHead.of(statement));
            case "INSERT" -> insert(cursor);
            case "COMMENT" -> comment(cursor);
            case "GRANT", "REVOKE" -> privilege(cursor);
            case "REFRESH" -> refresh(cursor);
            case "SECURITY" -> label(cursor);
            case "DROP" -> new Decision.Skip("nothing has to be dropped: the scratch database is empty");
            case "BEGIN", "COMMIT" -> transaction(cursor);
            case "DO" -> throw cursor.refused("a code block");
            case "LOAD" -> throw cursor.refused("a library of the server");
            case String any -> throw cursor.refused("pg_dump never writes it");
        };
    }

    private static Decision insert(Cursor cursor) throws DumpException {
        if (!cursor.take("INTO")) {
            throw cursor.refused("pg_dump never writes it");
        }
        return new Decision.Insert();
    }

    private static Decision comment(Cursor cursor) throws DumpException {
        if (!cursor.take("ON")) {
            throw cursor.refused("pg_dump never writes it");
        }
        if (FOREIGN_COMMENTS.contains(cursor.word())) {
            return new Decision.Skip("comments on objects of the server or of extensions are not taken over");
        }
        if (!cursor.has("IS")) {
            throw cursor.refused("a comment without IS");
        }
        return new Decision.Run(Phase.END, List.of(), cursor.statement().sql());
    }

    private static Decision privilege(Cursor cursor) throws DumpException {
        if (!cursor.has("ON")) {
            throw cursor.refused("membership in a role");
        }
        return new Decision.Skip(PRIVILEGES);
    }

    private static Decision label(Cursor cursor) throws DumpException {
        if (!cursor.take("LABEL")) {
            throw cursor.refused("pg_dump never writes it");
        }
        return new Decision.Skip("security labels belong to the server they were made on");
    }

    private static Decision refresh(Cursor cursor) throws DumpException {
        if (!cursor.take("MATERIALIZED", "VIEW")) {
            throw cursor.refused("pg_dump never writes it");
        }
        var view = cursor.name();
        cursor.end();
        return new Decision.Run(Phase.REFRESH, List.of(view), cursor.statement().sql());
    }

    private static Decision transaction(Cursor cursor) throws DumpException {
        cursor.end();
        return new Decision.Nothing();
    }
}
