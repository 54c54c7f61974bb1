package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.DatabaseAddress;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * The roles of a target, as far as a schema needs them.
 *
 * @param existing      names of all roles
 * @param databaseOwner who owns what belonged to a role that does not exist
 * @param superuser     whether the role that is connected may grant in the name of others
 */
public record TargetRoles(Set<String> existing, String databaseOwner, boolean superuser) {

    public TargetRoles {
        existing = Set.copyOf(existing);
    }

    /** Reads them from the server. */
    public static TargetRoles read(DatabaseAddress target) throws EngineException {
        try (SchemaSession session = SchemaSession.open(target, Code.DATABASE_UNREACHABLE)) {
            return read(session);
        } catch (SQLException e) {
            throw new EngineException(
                    Code.TARGET_LOST, "The roles of " + target + " cannot be read: " + Sentences.of(e), e);
        }
    }

    static TargetRoles read(SchemaSession session) throws SQLException {
        Set<String> names = new HashSet<>();
        session.rows("SELECT rolname FROM pg_catalog.pg_roles").forEach(row -> names.add(row[0]));
        String owner = session.rows("SELECT pg_catalog.pg_get_userbyid(datdba) FROM pg_catalog.pg_database"
                        + " WHERE datname = pg_catalog.current_database()")
                .getFirst()[0];
        boolean superuser = session.rows("SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user")
                .getFirst()[0].startsWith("t");
        return new TargetRoles(names, owner, superuser);
    }

    boolean has(SqlToken role) {
        return role.isWord("CURRENT_USER")
                || role.isWord("CURRENT_ROLE")
                || role.isWord("SESSION_USER")
                // No role can have that name: pg_dump writes it in small letters for user mappings.
                || role.identifier().equals("public")
                || existing.contains(role.identifier());
    }
}
