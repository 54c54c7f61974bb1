package io.mudanza.engine.tasks;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.WorkerGroup;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** One of the workers of a load, with the connections that its tasks have opened. */
public final class Worker {

    private final WorkerGroup group;
    private final DatabaseAddress target;
    private final TaskPool pool;
    private final Map<Class<?>, Object> sessions = new HashMap<>();
    private Connection connection;

    private Worker(WorkerGroup group, DatabaseAddress target, TaskPool pool) {
        this.group = group;
        this.target = target;
        this.pool = pool;
    }

    /** Opens what a kind of task works with; its connections belong to the group. */
    @FunctionalInterface
    public interface Opening<T> {
        T open(WorkerGroup group) throws EngineException, SQLException;
    }

    /** Starts workers that run the tasks of a pool until all are finished. */
    public static void start(WorkerGroup group, int count, DatabaseAddress target, TaskPool pool) {
        for (int i = 0; i < count; i++) {
            group.start("load-" + i, () -> new Worker(group, target, pool).work());
        }
    }

    private void work() throws EngineException, SQLException, IOException, InterruptedException {
        for (TaskPool.Entry entry = pool.take(); entry != null && !group.stopped(); entry = pool.take()) {
            entry.task().work().run(this);
            pool.finished(entry);
        }
    }

    /** A connection for COPY, without auto-commit. */
    public Connection connection() throws EngineException, SQLException {
        if (connection == null) {
            connection = group.open(target);
            try (Statement statement = connection.createStatement()) {
                // Functions behind generated columns and checks may name what they use without schema.
                statement.execute("SET search_path = public");
            }
            connection.setAutoCommit(false);
        }
        return connection;
    }

    /** The connection for COPY failed in the middle of something; the next task gets a new one. */
    public void abandonConnection() {
        if (connection != null) {
            group.close(connection);
            connection = null;
        }
    }

    /** What this worker opened for tasks of a kind; opened when it is asked for the first time. */
    public <T> T session(Class<T> kind, Opening<T> opening) throws EngineException, SQLException {
        Object there = sessions.get(kind);
        if (there == null) {
            there = opening.open(group);
            sessions.put(kind, there);
        }
        return kind.cast(there);
    }

    /** Whether other workers would be idle for want of tasks, so that a task may use their share as well. */
    public boolean alone() {
        return pool.nothingReady();
    }
}
