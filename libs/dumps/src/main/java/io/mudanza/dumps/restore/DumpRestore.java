package io.mudanza.dumps.restore;

import io.mudanza.crash.CrashPoint;
import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.policy.DefinerRights;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Restores dumps. A restore is not resumed: after a crash the caller drops the scratch database, makes it again, and
 * restores again under the same job; the role that was left behind is removed then, or by {@link #forget}.
 */
public final class DumpRestore {

    /** Sessions beside the workers: the reader, large objects, and one to spare. */
    private static final int MORE_SESSIONS = 4;

    private final ProgressListener progress;
    private final Cancellation cancellation;

    public DumpRestore(ProgressListener progress, Cancellation cancellation) {
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /**
     * Restores one dump. When it throws, the scratch database is half full and only good for being dropped; the
     * throw-away role is gone, or {@link #forget} takes it away.
     *
     * @throws DumpException   what is wrong with the dump
     * @throws EngineException what is wrong with the database: TARGET_LOST, TARGET_FULL, TARGET_RIGHTS_MISSING,
     *                         TARGET_NOT_EMPTY, TARGET_EXTENSION_MISSING, ROWS_REJECTED, SCHEMA_REJECTED, CANCELLED
     */
    public DumpReport restore(DumpRequest request) throws DumpException, EngineException, InterruptedException {
        Connection control = Connections.open(request.scratch(), Side.TARGET);
        try {
            PlatformRole platform = PlatformRole.read(control);
            if (!platform.empty()) {
                throw new EngineException(Code.TARGET_NOT_EMPTY, "The scratch database " + request.scratch().database()
                        + " is not empty. A restore begins in an empty one: drop it and make it again.");
            }
            return platform.makesRoles()
                    ? asThrowAwayRole(request, control, platform)
                    : asPlatformRole(request, control, platform);
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "restoring the dump");
        } finally {
            Connections.close(control);
        }
    }

    private DumpReport asThrowAwayRole(DumpRequest request, Connection control, PlatformRole platform)
            throws DumpException, EngineException, InterruptedException, SQLException {
        ThrowAwayRole role = new ThrowAwayRole(control, request.scratch(), request.job(), platform);
        RestoreRun run = new RestoreRun(request, control, platform, progress, cancellation);
        try {
            role.create(request.workers() + MORE_SESSIONS);
            CrashPoint.reached("restore:role-made");
            run.run(role.address());
            definers(request, control, ThrowAwayRole.name(request.job()));
            CrashPoint.reached("restore:before-handover");
            run.settle();
            role.handOver(platform.owner());
        } catch (DumpException | EngineException | InterruptedException | SQLException e) {
            try {
                role.abandon();
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
            throw unwrapped(e);
        }
        CrashPoint.reached("restore:handed-over");
        List<String> notes = new ArrayList<>();
        if (platform.superuser() && platform.name().equals(platform.owner())) {
            notes.add("Everything belongs to " + platform.owner() + ", a superuser: triggers and views of the dump run with"
                    + " its rights when it writes or reads. A platform should have an owner without such rights.");
        }
        return run.report(RestoredBy.THROW_AWAY_ROLE, platform.owner(), notes);
    }

    /** Where no role may be made: the dump has the rights of the platform's own role, as far as these are harmless. */
    private DumpReport asPlatformRole(DumpRequest request, Connection control, PlatformRole platform)
            throws DumpException, EngineException, InterruptedException, SQLException {
        if (platform.dangerous()) {
            throw new EngineException(Code.TARGET_RIGHTS_MISSING, "The role " + platform.name() + " may not create roles, but"
                    + " may do things on the server that no dump should: restore as a role with CREATEROLE, or as one that"
                    + " owns the platform and nothing else.");
        }
        RestoreRun run = new RestoreRun(request, control, platform, progress, cancellation);
        try {
            run.run(request.scratch());
            definers(request, control, platform.name());
            run.settle();
        } catch (DumpException | EngineException | InterruptedException | SQLException e) {
            throw unwrapped(e);
        }
        String note = "The role " + platform.name() + " may not create roles: the statements of the dump had its own rights"
                + " instead of those of a throw-away role. Grant it CREATEROLE to change that.";
        progress.note(ProgressListener.Level.WARNING, note);
        return run.report(RestoredBy.ROLE_OF_THE_PLATFORM, platform.name(), List.of(note));
    }

    /** A statement that the rules let pass may call a function that makes another one with its owner's rights. */
    private static void definers(DumpRequest request, Connection control, String owner)
            throws SQLException, DumpException {
        if (request.policy().definer() == DefinerRights.KEEP) {
            return;
        }
        try (PreparedStatement statement = control.prepareStatement("""
                SELECT p.proname FROM pg_catalog.pg_proc p WHERE p.prosecdef
                  AND p.proowner = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = ?)
                  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""")) {
            statement.setString(1, owner);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    throw new DumpException(DumpException.Code.DUMP_REFUSED, "Something in the dump made the function "
                            + row.getString(1).replaceAll("\\p{Cntrl}", " ") + " with the rights of its owner while it was"
                            + " restored. Such a dump is not to be trusted.");
                }
            }
        }
    }

    /** What workers throw comes in the words of the engine; what is wrong with the dump is said in its own. */
    private static <E extends Exception> EngineException unwrapped(E e)
            throws DumpException, InterruptedException, SQLException {
        switch (e) {
            case DumpException dump -> throw dump;
            case InterruptedException interrupted -> throw interrupted;
            case SQLException sql -> throw sql;
            case EngineException engine when engine.getCause() instanceof DumpException dump -> throw dump;
            case EngineException engine -> {
                return engine;
            }
            default -> throw new IllegalStateException(e);
        }
    }

    /**
     * Takes away what a restore that was killed left on the server beside the scratch database: its role and the sessions
     * of it. Does nothing when nothing is there. Call it after the scratch database has been dropped.
     *
     * @param server any database of that server, with the role that restored
     */
    public static void forget(UUID job, DatabaseAddress server) throws EngineException {
        Connection control = Connections.open(server, Side.TARGET);
        try {
            ThrowAwayRole.remove(control, ThrowAwayRole.name(job));
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "removing the role of a restore that was cut off");
        } finally {
            Connections.close(control);
        }
    }
}
