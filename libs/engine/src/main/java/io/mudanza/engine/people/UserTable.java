package io.mudanza.engine.people;

import io.mudanza.engine.connect.Sql;
import java.util.List;
import java.util.Map;

/**
 * The user table of one database.
 *
 * @param oid            its number
 * @param schema         schema, unquoted
 * @param name           name, unquoted
 * @param id             column that identifies a user
 * @param email          column of the e-mail address
 * @param superuser      column that tells who may do everything
 * @param superuserValue its value for those who may
 * @param flags          further columns of power that are there
 * @param passwords      columns of the password that are there
 * @param columns        all columns that can be written, by name, in their order
 */
record UserTable(
        long oid,
        String schema,
        String name,
        String id,
        String email,
        String superuser,
        String superuserValue,
        List<String> flags,
        List<String> passwords,
        Map<String, UserColumn> columns) {

    String label() {
        return schema + "." + name;
    }

    /** Quoted and qualified. */
    String sql() {
        return Sql.name(schema, name);
    }

    /** SQL of the id of a row as text, compared byte by byte whatever the type. */
    String idText() {
        return Sql.name(id) + "::pg_catalog.text COLLATE pg_catalog.\"C\"";
    }

    /** SQL of the e-mail address of a row as it is compared. */
    String foldedEmail() {
        return EmailAddress.folded(Sql.name(email));
    }

    /** SQL condition for superusers. */
    String isSuperuser() {
        return "pg_catalog.lower(" + Sql.name(superuser) + "::pg_catalog.text COLLATE pg_catalog.\"C\") = pg_catalog.lower("
                + Sql.text(superuserValue) + "::pg_catalog.text COLLATE pg_catalog.\"C\")";
    }
}
