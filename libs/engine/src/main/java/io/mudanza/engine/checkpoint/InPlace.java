package io.mudanza.engine.checkpoint;

import io.mudanza.crash.CrashPoints;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.ProgressListener;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Old and new state live in one database; what is not current lies on a shelf (schemas {@code _mudanza_…}). Moving to
 * and from a shelf is one transaction of catalog changes, whatever the size.
 */
final class InPlace implements StateSwitch {

    private final SwitchSettings settings;
    private final Maintenance maintenance;
    private final CrashPoints points;
    private final DatabaseAddress database;

    InPlace(Maintenance maintenance, SwitchSettings settings, CrashPoints points) {
        this(maintenance, settings, points, settings.target());
    }

    private InPlace(Maintenance maintenance, SwitchSettings settings, CrashPoints points, DatabaseAddress database) {
        this.maintenance = maintenance;
        this.settings = settings;
        this.points = points;
        this.database = database;
    }

    /** The states that lie in another database: one that was switched away with all that it held. */
    InPlace within(String other) {
        return new InPlace(maintenance, settings, points, settings.target().withDatabase(other));
    }

    @Override
    public SwitchMode mode() {
        return SwitchMode.IN_PLACE;
    }

    void prepare(UUID job, ProgressListener progress) throws SQLException, EngineException {
        try (ShelfSession session = session()) {
            Shelf shelf = old(session, job);
            if (shelf.exists()) {
                return;
            }
            progress.doing("moving the old state aside");
            session.together(maintenance, () -> {
                shelf.stow(tag(job, StateTag.SHADOW, false));
                points.reached("prepare:before-commit");
            });
            points.reached("prepare:created");
        }
    }

    @Override
    public boolean isPrepared(UUID job) throws SQLException, EngineException {
        return is(job, StateTag.SHADOW, true);
    }

    @Override
    public boolean hasCheckpoint(UUID job) throws SQLException, EngineException {
        return is(job, StateTag.CHECKPOINT, true);
    }

    @Override
    public boolean hasReplaced(UUID job) throws SQLException, EngineException {
        return is(job, StateTag.REPLACED, false);
    }

    @Override
    public boolean checkpointHasMedia(UUID job) throws SQLException, EngineException {
        try (ShelfSession session = session()) {
            StateTag tag = old(session, job).tag();
            return tag != null && tag.media();
        }
    }

    @Override
    public void publish(UUID job, boolean media, ProgressListener progress) throws SQLException, EngineException {
        try (ShelfSession session = session()) {
            session.together(maintenance, () -> {
                session.run("DROP SCHEMA IF EXISTS _mudanza CASCADE");
                old(session, job).tag(tag(job, StateTag.CHECKPOINT, media));
                points.reached("publish:before-commit");
            });
            points.reached("publish:committed");
        }
    }

    @Override
    public void undoPublish(UUID job) throws SQLException, EngineException {
        try (ShelfSession session = session()) {
            if (old(session, job).exists()) {
                old(session, job).tag(tag(job, StateTag.SHADOW, false));
            }
        }
    }

    @Override
    public void rollBack(UUID job, ProgressListener progress) throws SQLException, EngineException {
        try (ShelfSession session = session()) {
            session.together(maintenance, () -> {
                Shelf old = old(session, job);
                boolean media = old.tag().media();
                replaced(session, job).stow(tag(job, StateTag.REPLACED, media));
                old.restore();
                points.reached("rollback:before-commit");
            });
            points.reached("rollback:committed");
        }
    }

    @Override
    public void undoRollBack(UUID job) throws SQLException, EngineException {
        try (ShelfSession session = session()) {
            Shelf replaced = replaced(session, job);
            if (replaced.exists()) {
                session.together(maintenance, () -> {
                    boolean media = replaced.tag().media();
                    old(session, job).stow(tag(job, StateTag.CHECKPOINT, media));
                    replaced.restore();
                });
            }
        }
    }

    @Override
    public void open(UUID job) {
        // Nobody was locked out: the change of state is one transaction inside the database.
    }

    @Override
    public void discard(UUID job) throws SQLException, EngineException {
        try (ShelfSession session = session()) {
            Shelf shelf = old(session, job);
            if (shelf.exists()) {
                session.together(maintenance, () -> {
                    shelf.dropCurrent();
                    shelf.restore();
                    session.run("DROP SCHEMA IF EXISTS _mudanza CASCADE");
                    points.reached("discard:before-commit");
                });
            }
        }
    }

    @Override
    public List<Checkpoint> list() throws SQLException, EngineException {
        List<Checkpoint> found = new ArrayList<>();
        try (ShelfSession session = session()) {
            for (Shelf shelf : Shelf.all(session)) {
                StateTag tag = shelf.tag();
                if (!tag.kind().equals(StateTag.SHADOW)) {
                    boolean old = tag.kind().equals(StateTag.CHECKPOINT);
                    long[] size = shelf.size();
                    found.add(new Checkpoint(
                            old ? tag.job().toString() : tag.job() + "-replaced",
                            tag.job(),
                            old ? Checkpoint.Kind.CHECKPOINT : Checkpoint.Kind.REPLACED,
                            mode(),
                            shelf.name(),
                            tag.at(),
                            size[0],
                            size[1],
                            tag.media(),
                            true));
                }
            }
            return found;
        } catch (EngineException e) {
            if (e.code() == Code.DATABASE_UNREACHABLE) {
                // The platform's database does not let us in now; what is in it cannot be listed.
                return found;
            }
            throw e;
        }
    }

    @Override
    public void drop(UUID job, Checkpoint.Kind kind) throws SQLException, EngineException {
        try (ShelfSession session = session()) {
            Shelf shelf = kind == Checkpoint.Kind.CHECKPOINT ? old(session, job) : replaced(session, job);
            if (shelf.exists()) {
                session.together(maintenance, shelf::drop);
            }
        }
    }

    private boolean is(UUID job, String kind, boolean old) throws SQLException, EngineException {
        try (ShelfSession session = session()) {
            StateTag tag = (old ? old(session, job) : replaced(session, job)).tag();
            return tag != null && tag.is(kind, job);
        }
    }

    private StateTag tag(UUID job, String kind, boolean media) {
        return new StateTag(job, kind, settings.target().database(), Instant.now(), null, media, -1);
    }

    private ShelfSession session() throws EngineException, SQLException {
        return ShelfSession.open(database, settings.drain());
    }

    private static Shelf old(ShelfSession session, UUID job) {
        return new Shelf(session, "_mudanza_old_" + StateNames.brief(job));
    }

    private static Shelf replaced(ShelfSession session, UUID job) {
        return new Shelf(session, "_mudanza_replaced_" + StateNames.brief(job));
    }
}
