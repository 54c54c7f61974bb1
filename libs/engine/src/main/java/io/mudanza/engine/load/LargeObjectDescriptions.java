package io.mudanza.engine.load;

import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Gives large objects their owners, grants and comments, as far as the roles exist in the target. */
final class LargeObjectDescriptions {

    private final Connection connection;
    private final ProgressListener progress;
    private final Set<String> missing = new TreeSet<>();

    LargeObjectDescriptions(Connection connection, ProgressListener progress) {
        this.connection = connection;
        this.progress = progress;
    }

    void apply() throws SQLException {
        Set<String> roles = new HashSet<>();
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery("SELECT rolname FROM pg_catalog.pg_roles")) {
                while (rows.next()) {
                    roles.add(rows.getString(1));
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT d.loid, d.owner, d.grants, d.comment, current_user"
                    + " FROM pg_temp.mudanza_descriptions d ORDER BY d.loid")) {
                while (rows.next()) {
                    describe(rows, roles, statements);
                }
            }
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        if (!missing.isEmpty()) {
            progress.note(ProgressListener.Level.WARNING, "Large objects of roles that the target lacks belong to the"
                    + " role that loads: " + String.join(", ", missing) + ".");
        }
    }

    private void describe(ResultSet row, Set<String> roles, List<String> statements) throws SQLException {
        String object = " LARGE OBJECT " + row.getLong(1);
        String owner = row.getString(2);
        String grants = row.getString(3);
        if (row.getString(4) != null) {
            statements.add("COMMENT ON" + object + " IS " + Sql.text(row.getString(4)));
        }
        boolean known = roles.contains(owner);
        if (grants != null) {
            statements.add("REVOKE ALL ON" + object + " FROM " + Sql.name(row.getString(5)));
            for (String grant : grants.isEmpty() ? new String[0] : grants.split("\n")) {
                String[] fields = grant.split("\t", -1);
                boolean ownGrant = fields[0].equals(owner);
                String grantee = fields[0].isEmpty() ? "PUBLIC"
                        : Sql.name(ownGrant ? row.getString(5) : fields[0]);
                if (fields[0].isEmpty() || ownGrant || roles.contains(fields[0])) {
                    statements.add("GRANT " + fields[1] + " ON" + object + " TO " + grantee
                            + (Boolean.parseBoolean(fields[2]) ? " WITH GRANT OPTION" : ""));
                } else {
                    missing.add(fields[0]);
                }
            }
        }
        // Last, because it carries the owner's own grants over to the new owner.
        if (!known) {
            missing.add(owner);
        } else if (!owner.equals(row.getString(5))) {
            statements.add("ALTER" + object + " OWNER TO " + Sql.name(owner));
        }
    }
}
