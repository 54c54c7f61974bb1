package io.mudanza.engine.preflight;

import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.checkpoint.NamesTaken;
import io.mudanza.engine.checkpoint.SwitchMode;
import io.mudanza.engine.connect.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Decides how the new state gets to the target, by what the role may do. */
final class ModeCheck {

    private static final String FOREIGN_OWNERS = """
            SELECT kind || ' ' || nspname || '.' || name || ' (of ' || pg_catalog.pg_get_userbyid(owner) || ')' FROM (
              SELECT 'relation' AS kind, relnamespace AS namespace, relname::text AS name, relowner AS owner,
                'pg_catalog.pg_class'::pg_catalog.regclass AS class, oid
                FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
              UNION ALL SELECT 'function', pronamespace, proname, proowner,
                'pg_catalog.pg_proc'::pg_catalog.regclass, oid FROM pg_catalog.pg_proc
              UNION ALL SELECT 'type', typnamespace, typname, typowner,
                'pg_catalog.pg_type'::pg_catalog.regclass, oid FROM pg_catalog.pg_type) o
            JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
            WHERE NOT pg_catalog.pg_has_role(o.owner, 'MEMBER') AND NOT EXISTS (
              SELECT 1 FROM pg_catalog.pg_depend d WHERE d.deptype IN ('e', 'i') AND d.classid = o.class AND d.objid = o.oid)
              AND\s""";

    private static final String GLOBAL = """
            SELECT 'publication ' || pubname FROM pg_catalog.pg_publication
            UNION ALL SELECT 'event trigger ' || evtname FROM pg_catalog.pg_event_trigger
            UNION ALL SELECT 'foreign server ' || srvname FROM pg_catalog.pg_foreign_server
            UNION ALL (SELECT 'large objects' FROM pg_catalog.pg_largeobject_metadata LIMIT 1)""";

    /** The constructors of a range belong to the first superuser: only a superuser can move them one by one. */
    private static final String FIXED_RANGES = """
            SELECT 'range type ' || n.nspname || '.' || t.typname FROM pg_catalog.pg_type t
            JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype = 'r' AND t.oid >= 16384 AND (n.nspname = 'public'
              OR EXISTS (SELECT 1 FROM pg_catalog.pg_extension x WHERE x.extnamespace = n.oid))
              AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.deptype = 'e' AND d.objid = t.oid)
              AND NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)""";

    private final PreflightRequest request;
    private final TargetFacts facts;
    private final Findings findings;

    ModeCheck(PreflightRequest request, TargetFacts facts, Findings findings) {
        this.request = request;
        this.facts = facts;
        this.findings = findings;
    }

    void run(Connection connection) throws SQLException {
        boolean swap = facts.superuser() || facts.createDb() && facts.ownsDb();
        List<String> against = againstInPlace(connection);
        if (request.mode() != SwitchMode.IN_PLACE && swap) {
            findings.mode = SwitchMode.DATABASE_SWAP;
            names(connection);
        } else if (request.mode() == SwitchMode.DATABASE_SWAP) {
            findings.error(
                    Code.TARGET_RIGHTS_MISSING,
                    "The role " + request.target().user() + " may not swap the database " + request.target().database()
                            + ". It needs: ALTER ROLE … CREATEDB, and to own the database (owner is " + facts.owner()
                            + "). Or choose the mode in-place.");
        } else if (against.isEmpty()) {
            findings.mode = SwitchMode.IN_PLACE;
            findings.warnings.add("The database is loaded in place: the new state is visible while it is loaded. "
                    + "Stop the platform for that time, or give the role CREATEDB.");
        } else {
            findings.error(
                    Code.TARGET_RIGHTS_MISSING,
                    "The database " + request.target().database() + " can "
                            + (swap ? "" : "neither be swapped (the role " + request.target().user()
                                    + " needs CREATEDB and must own it) nor ")
                            + (swap ? "not " : "") + "be loaded in place: " + String.join("; ", against) + ".");
        }
    }

    private List<String> againstInPlace(Connection connection) throws SQLException {
        List<String> against = new ArrayList<>();
        if (!facts.mayCreate()) {
            against.add("the role may not create schemas in it");
        }
        List<String> foreign = facts.superuser() ? List.of()
                : Rows.column(connection, FOREIGN_OWNERS + " " + TargetFacts.OWN_NAMESPACES + " LIMIT 6");
        if (!foreign.isEmpty()) {
            against.add("the role does not own " + String.join(", ", foreign));
        }
        List<String> closed = Rows.column(connection, "SELECT n.nspname FROM pg_catalog.pg_namespace n WHERE "
                + TargetFacts.OWN_NAMESPACES + " AND NOT (pg_catalog.pg_has_role(n.nspowner, 'MEMBER')"
                + " OR n.nspname = 'public' AND pg_catalog.has_schema_privilege(n.oid, 'CREATE'))");
        if (!closed.isEmpty()) {
            against.add("the role may not create in the schemas " + String.join(", ", closed));
        }
        List<String> global = new ArrayList<>(Rows.column(connection, GLOBAL));
        global.addAll(Rows.column(connection, FIXED_RANGES));
        if (!global.isEmpty()) {
            against.add("it holds objects that cannot be moved aside (" + String.join(", ", global) + ")");
        }
        return against;
    }

    private void names(Connection connection) throws SQLException {
        for (String name : NamesTaken.find(connection, request.target().database(), request.job())) {
            findings.error(
                    Code.CHECKPOINT_EXISTS,
                    "A database named " + name + " exists already and is not this job's. Rename or drop it.");
        }
    }
}
