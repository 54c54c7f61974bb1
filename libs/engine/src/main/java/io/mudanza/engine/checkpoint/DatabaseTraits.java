package io.mudanza.engine.checkpoint;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What belongs to a database but is in no dump of it: settings, privileges, connection limit, comment. */
final class DatabaseTraits {

    /** Their values are lists whose items are quoted one by one, as pg_dump does. */
    private static final Set<String> LISTS = Set.of(
            "search_path",
            "temp_tablespaces",
            "session_preload_libraries",
            "shared_preload_libraries",
            "local_preload_libraries",
            "unix_socket_directories");

    private final Maintenance maintenance;
    private final ProgressListener progress;

    DatabaseTraits(Maintenance maintenance, ProgressListener progress) {
        this.maintenance = maintenance;
        this.progress = progress;
    }

    /** Part of the transaction that renames. What the role may not copy is said, not hidden. */
    void copy(String from, String to) throws SQLException, EngineException {
        List<String> changes = new ArrayList<>();
        settings(from, to, changes);
        privileges(from, to, changes);
        String[] flags = maintenance.rows("SELECT datconnlimit, datistemplate FROM pg_catalog.pg_database"
                        + " WHERE datname = " + Sql.text(from))
                .getFirst();
        if (!flags[0].equals("-1")) {
            changes.add("ALTER DATABASE " + Sql.name(to) + " CONNECTION LIMIT " + flags[0]);
        }
        if (flags[1].equals("t")) {
            changes.add("ALTER DATABASE " + Sql.name(to) + " IS_TEMPLATE true");
        }
        for (String change : changes) {
            SQLException refusal = maintenance.tryRun(change);
            if (refusal != null) {
                progress.note(
                        ProgressListener.Level.WARNING,
                        "Not taken over from the old database: " + change.replace(Sql.name(to), Sql.name(from))
                                + " (" + refusal.getMessage() + ").");
            }
        }
        String comment = maintenance.comment(from);
        maintenance.comment(to, StateTag.of(comment) == null ? comment : null);
    }

    private void settings(String from, String to, List<String> changes) throws SQLException {
        for (String[] row : maintenance.rows("SELECT r.rolname, pg_catalog.unnest(s.setconfig)"
                + " FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase"
                + " LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole WHERE d.datname = " + Sql.text(from))) {
            int equals = row[1].indexOf('=');
            String name = row[1].substring(0, equals);
            String value = row[1].substring(equals + 1);
            changes.add((row[0] == null
                            ? "ALTER DATABASE " + Sql.name(to)
                            : "ALTER ROLE " + Sql.name(row[0]) + " IN DATABASE " + Sql.name(to))
                    + " SET " + parameter(name) + " TO " + (LISTS.contains(name) ? list(value) : Sql.text(value)));
        }
    }

    private void privileges(String from, String to, List<String> changes) throws SQLException {
        List<String[]> row = maintenance.rows("SELECT pg_catalog.pg_get_userbyid(datdba) FROM pg_catalog.pg_database"
                + " WHERE datacl IS NOT NULL AND datname = " + Sql.text(from));
        if (row.isEmpty()) {
            return;
        }
        changes.add("REVOKE ALL ON DATABASE " + Sql.name(to) + " FROM PUBLIC");
        changes.add("REVOKE ALL ON DATABASE " + Sql.name(to) + " FROM " + Sql.name(row.getFirst()[0]));
        for (String[] grant : maintenance.rows("SELECT CASE WHEN a.grantee = 0 THEN NULL ELSE"
                + " pg_catalog.pg_get_userbyid(a.grantee) END, a.privilege_type, a.is_grantable"
                + " FROM pg_catalog.pg_database d, pg_catalog.aclexplode(d.datacl) a WHERE d.datname = "
                + Sql.text(from))) {
            changes.add("GRANT " + grant[1] + " ON DATABASE " + Sql.name(to) + " TO "
                    + (grant[0] == null ? "PUBLIC" : Sql.name(grant[0]))
                    + (grant[2].equals("t") ? " WITH GRANT OPTION" : ""));
        }
    }

    /** A setting of an extension has a point in its name; both halves are names. */
    private static String parameter(String name) {
        return String.join(".", List.of(name.split("\\.")).stream().map(Sql::name).toList());
    }

    /** Items are separated by commas and may be in double quotes. */
    private static String list(String value) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' && quoted && i + 1 < value.length() && value.charAt(i + 1) == '"') {
                item.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                items.add(Sql.text(item.toString()));
                item.setLength(0);
            } else if (quoted || !Character.isWhitespace(c)) {
                item.append(c);
            }
        }
        items.add(Sql.text(item.toString()));
        return String.join(", ", items);
    }
}
