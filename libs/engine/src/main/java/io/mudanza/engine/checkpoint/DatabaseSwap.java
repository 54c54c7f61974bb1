package io.mudanza.engine.checkpoint;

import io.mudanza.crash.CrashPoints;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.LedgerSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Old and new state are two databases; the switch renames both in one transaction, so that none is ever missing. */
final class DatabaseSwap implements StateSwitch {

    private static final int RENAME_ATTEMPTS = 3;

    private final Maintenance maintenance;
    private final DatabaseAddress target;
    private final Duration drain;
    private final CrashPoints points;

    DatabaseSwap(Maintenance maintenance, SwitchSettings settings, CrashPoints points) {
        this.maintenance = maintenance;
        this.target = settings.target();
        this.drain = settings.drain();
        this.points = points;
    }

    @Override
    public SwitchMode mode() {
        return SwitchMode.DATABASE_SWAP;
    }

    String prepare(UUID job) throws SQLException, EngineException, InterruptedException {
        if (isPrepared(job)) {
            // Sessions of an earlier run that lost its lease, or whose machine is gone: they hold locks and may still write.
            new OpenSessions(maintenance, ProgressListener.NONE).drain(shadow(job), Duration.ZERO);
            maintenance.allowConnections(shadow(job), true);
        }
        return new ShadowDatabase(maintenance, target).ensure(job, points);
    }

    @Override
    public boolean isPrepared(UUID job) throws SQLException {
        return is(shadow(job), StateTag.SHADOW, job);
    }

    @Override
    public boolean hasCheckpoint(UUID job) throws SQLException {
        return is(checkpoint(job), StateTag.CHECKPOINT, job);
    }

    @Override
    public boolean hasReplaced(UUID job) throws SQLException {
        return is(replaced(job), StateTag.REPLACED, job);
    }

    @Override
    public boolean checkpointHasMedia(UUID job) throws SQLException {
        return hasCheckpoint(job) && maintenance.tag(checkpoint(job)).media();
    }

    @Override
    public void publish(UUID job, boolean media, ProgressListener progress)
            throws SQLException, EngineException, InterruptedException {
        String database = target.database();
        dropLedger(shadow(job));
        long records = estimatedRecords();
        refuseExisting(checkpoint(job));
        exchange(shadow(job), checkpoint(job), progress, "publish", () -> {
            new DatabaseTraits(maintenance, progress).copy(database, shadow(job));
            return new StateTag(
                    job,
                    StateTag.CHECKPOINT,
                    database,
                    Instant.now(),
                    maintenance.comment(database),
                    media,
                    records);
        });
    }

    @Override
    public void undoPublish(UUID job) throws SQLException, EngineException {
        if (!hasCheckpoint(job)) {
            return;
        }
        StateTag tag = maintenance.tag(checkpoint(job));
        maintenance.together(() -> {
            maintenance.rename(target.database(), shadow(job));
            maintenance.rename(checkpoint(job), target.database());
            maintenance.comment(target.database(), tag.comment());
            maintenance.comment(
                    shadow(job),
                    new StateTag(job, StateTag.SHADOW, target.database(), Instant.now(), null, false, -1).text());
            maintenance.allowConnections(shadow(job), true);
        });
    }

    @Override
    public void rollBack(UUID job, ProgressListener progress)
            throws SQLException, EngineException, InterruptedException {
        String database = target.database();
        StateTag old = maintenance.tag(checkpoint(job));
        long records = estimatedRecords();
        refuseExisting(replaced(job));
        exchange(checkpoint(job), replaced(job), progress, "rollback", () -> {
            String comment = maintenance.comment(database);
            maintenance.comment(checkpoint(job), old.comment());
            return new StateTag(job, StateTag.REPLACED, database, Instant.now(), comment, old.media(), records);
        });
    }

    @Override
    public void undoRollBack(UUID job) throws SQLException, EngineException {
        if (!hasReplaced(job)) {
            return;
        }
        StateTag tag = maintenance.tag(replaced(job));
        maintenance.together(() -> {
            String comment = maintenance.comment(target.database());
            maintenance.rename(target.database(), checkpoint(job));
            maintenance.rename(replaced(job), target.database());
            maintenance.comment(target.database(), tag.comment());
            maintenance.comment(
                    checkpoint(job),
                    new StateTag(job, StateTag.CHECKPOINT, target.database(), Instant.now(), comment, tag.media(), -1)
                            .text());
        });
    }

    @Override
    public void open(UUID job) throws SQLException {
        if (maintenance.exists(target.database())) {
            maintenance.allowConnections(target.database(), true);
        }
        if (isPrepared(job)) {
            maintenance.allowConnections(shadow(job), true);
        }
    }

    @Override
    public void discard(UUID job) throws SQLException, InterruptedException, EngineException {
        if (isPrepared(job) || new ShadowDatabase(maintenance, target).isHalfMade(job)) {
            new OpenSessions(maintenance, ProgressListener.NONE).drain(shadow(job), Duration.ZERO);
            maintenance.drop(shadow(job));
        }
    }

    @Override
    public List<Checkpoint> list() throws SQLException {
        List<Checkpoint> found = new ArrayList<>();
        for (String[] row : maintenance.rows("SELECT datname, pg_catalog.shobj_description(oid, 'pg_database'),"
                + " CASE WHEN pg_catalog.has_database_privilege(oid, 'CONNECT')"
                + " THEN pg_catalog.pg_database_size(oid) ELSE -1 END"
                + " FROM pg_catalog.pg_database ORDER BY datname")) {
            StateTag tag = StateTag.of(row[1]);
            if (tag != null && tag.of().equals(target.database()) && !tag.kind().equals(StateTag.SHADOW)) {
                boolean old = tag.kind().equals(StateTag.CHECKPOINT);
                found.add(new Checkpoint(
                        old ? tag.job().toString() : tag.job() + "-replaced",
                        tag.job(),
                        old ? Checkpoint.Kind.CHECKPOINT : Checkpoint.Kind.REPLACED,
                        mode(),
                        row[0],
                        tag.at(),
                        Long.parseLong(row[2]),
                        tag.records(),
                        tag.media(),
                        true));
            }
        }
        return found;
    }

    @Override
    public void drop(UUID job, Checkpoint.Kind kind) throws SQLException {
        boolean old = kind == Checkpoint.Kind.CHECKPOINT;
        String name = old ? checkpoint(job) : replaced(job);
        if (is(name, old ? StateTag.CHECKPOINT : StateTag.REPLACED, job)) {
            maintenance.run("ALTER DATABASE " + Sql.name(name) + " IS_TEMPLATE false");
            maintenance.drop(name);
        }
    }

    /** Makes the tag of the state that goes aside; may change other things in the same transaction. */
    private interface Aside {
        StateTag tag() throws SQLException, EngineException;
    }

    private void exchange(String incoming, String aside, ProgressListener progress, String action, Aside preparation)
            throws SQLException, EngineException, InterruptedException {
        String database = target.database();
        OpenSessions sessions = new OpenSessions(maintenance, progress);
        progress.doing("waiting for open sessions");
        sessions.drain(incoming, Duration.ZERO);
        progress.drained(sessions.drain(database, drain));
        points.reached(action + ":drained");
        for (int attempt = 1; ; attempt++) {
            try {
                maintenance.together(() -> {
                    StateTag tag = preparation.tag();
                    maintenance.rename(database, aside);
                    points.reached(action + ":first-rename");
                    maintenance.rename(incoming, database);
                    maintenance.comment(aside, tag.text());
                    points.reached(action + ":before-commit");
                });
                break;
            } catch (SQLException e) {
                // A worker of autovacuum may be in the database for a moment; the server has asked it to leave.
                if (!"55006".equals(e.getSQLState()) || attempt >= RENAME_ATTEMPTS) {
                    maintenance.allowConnections(database, true);
                    throw e;
                }
            }
        }
        points.reached(action + ":committed");
    }

    private void refuseExisting(String name) throws SQLException, EngineException {
        if (maintenance.exists(name)) {
            throw new EngineException(
                    Code.CHECKPOINT_EXISTS,
                    "A database named " + name + " exists already. Rename or drop it, then resume the job.");
        }
    }

    private void dropLedger(String shadow) throws SQLException, EngineException {
        Connection connection = Connections.open(target.withDatabase(shadow), Side.TARGET);
        try {
            LedgerSchema.drop(connection);
        } finally {
            Connections.close(connection);
        }
    }

    private long estimatedRecords() throws SQLException, EngineException {
        Connection connection = Connections.open(target, Side.TARGET);
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT coalesce(sum(greatest(reltuples, 0)), 0)::bigint"
                        + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE relkind = 'r' AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'")) {
            rows.next();
            return rows.getLong(1);
        } finally {
            Connections.close(connection);
        }
    }

    private boolean is(String name, String kind, UUID job) throws SQLException {
        StateTag tag = maintenance.tag(name);
        return tag != null && tag.is(kind, job);
    }

    private String shadow(UUID job) {
        return StateNames.shadow(target.database(), job);
    }

    private String checkpoint(UUID job) {
        return StateNames.checkpoint(target.database(), job);
    }

    private String replaced(UUID job) {
        return StateNames.replaced(target.database(), job);
    }
}
