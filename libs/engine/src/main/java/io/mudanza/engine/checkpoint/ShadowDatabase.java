package io.mudanza.engine.checkpoint;

import io.mudanza.crash.CrashPoints;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.DatabaseLocale;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Creates the database of a job: empty, with encoding, locale and owner of the one that it will replace. */
final class ShadowDatabase {

    private final Maintenance maintenance;
    private final DatabaseAddress target;

    ShadowDatabase(Maintenance maintenance, DatabaseAddress target) {
        this.maintenance = maintenance;
        this.target = target;
    }

    String ensure(UUID job, CrashPoints points) throws SQLException, EngineException {
        String name = StateNames.shadow(target.database(), job);
        if (maintenance.exists(name)) {
            StateTag tag = maintenance.tag(name);
            if (tag != null && tag.is(StateTag.SHADOW, job)) {
                return name;
            }
            // A crash between CREATE and COMMENT leaves an empty database without a tag: it can only be this job's.
            if (maintenance.comment(name) != null || !isEmpty(name)) {
                throw new EngineException(
                        Code.CHECKPOINT_EXISTS,
                        "A database named " + name + " exists already and is not this job's. Rename or drop it.");
            }
        } else {
            create(name);
            points.reached("prepare:created");
        }
        maintenance.comment(
                name, new StateTag(job, StateTag.SHADOW, target.database(), Instant.now(), null, false, -1).text());
        return name;
    }

    /** Whether a crash, or a server that went on creating it for a process that was gone, left it empty and without a tag. */
    boolean isHalfMade(UUID job) throws SQLException, EngineException {
        String name = StateNames.shadow(target.database(), job);
        return maintenance.exists(name) && maintenance.comment(name) == null && isEmpty(name);
    }

    private void create(String name) throws SQLException, EngineException {
        int version = maintenance.version();
        List<String[]> rows = maintenance.rows("SELECT " + DatabaseLocale.columns(version)
                + ", pg_catalog.pg_get_userbyid(datdba), spcname"
                + " FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace s ON s.oid = d.dattablespace"
                + " WHERE datname = " + Sql.text(target.database()));
        if (rows.isEmpty()) {
            throw new EngineException(
                    Code.DATABASE_UNREACHABLE, "There is no database " + target.database() + ". Create it first.");
        }
        String[] old = rows.getFirst();
        StringBuilder sql = new StringBuilder("CREATE DATABASE ")
                .append(Sql.name(name))
                .append(" TEMPLATE template0 OWNER ")
                .append(Sql.name(old[6]))
                .append(DatabaseLocale.of(old).clause(version));
        if (!old[7].equals("pg_default")) {
            sql.append(" TABLESPACE ").append(Sql.name(old[7]));
        }
        maintenance.run(sql.toString());
    }

    private boolean isEmpty(String name) throws SQLException, EngineException {
        Connection connection = Connections.open(target.withDatabase(name), Side.TARGET);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM pg_catalog.pg_class c JOIN"
                        + " pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT LIKE 'pg\\_%'"
                        + " AND n.nspname <> 'information_schema'")) {
            rows.next();
            return rows.getLong(1) == 0;
        } finally {
            Connections.close(connection);
        }
    }
}
