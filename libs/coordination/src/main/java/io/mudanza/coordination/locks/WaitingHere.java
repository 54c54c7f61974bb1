package io.mudanza.coordination.locks;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * Those of this process who stand in line, so that whoever gives a lock back here wakes the first of them at once. Only
 * PostgreSQL says whose turn it is; who waits elsewhere asks it now and then. Thread-safe.
 */
final class WaitingHere {
    private final Map<LockName, TreeMap<Long, Semaphore>> lines = new HashMap<>();

    /** Stands in line. @return gets a permit when it may be this one's turn */
    synchronized Semaphore join(LockName name, long ticket) {
        return lines.computeIfAbsent(name, key -> new TreeMap<>()).computeIfAbsent(ticket, key -> new Semaphore(0));
    }

    /** Leaves the line, if it stood there. */
    synchronized void leave(LockName name, long ticket) {
        TreeMap<Long, Semaphore> line = lines.get(name);
        if (line != null && line.remove(ticket) != null && line.isEmpty()) {
            lines.remove(name);
        }
    }

    /** The lock may be free. */
    synchronized void wakeFirst(LockName name) {
        TreeMap<Long, Semaphore> line = lines.get(name);
        if (line != null) {
            line.firstEntry().getValue().release();
        }
    }
}
