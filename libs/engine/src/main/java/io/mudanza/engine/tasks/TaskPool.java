package io.mudanza.engine.tasks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Tasks that wait, are ready or run. Thread-safe. */
public final class TaskPool {

    private static final int ALONE = -1;
    private static final long LOOK_MILLIS = 500;

    /** A task in the pool. */
    static final class Entry {
        private final Task task;
        private final long number;
        private int missing;
        private boolean lendable;

        Entry(Task task, long number) {
            this.task = task;
            this.number = number;
            this.lendable = task.loan() != null;
        }

        Task task() {
            return task;
        }
    }

    private final TreeSet<Entry> ready = new TreeSet<>(Comparator
            .comparing((Entry entry) -> entry.task.rank())
            .thenComparing(Comparator.comparingLong((Entry entry) -> entry.task.weight()).reversed())
            .thenComparingLong(entry -> entry.number));
    private final Map<String, Integer> outstanding = new HashMap<>();
    private final Map<String, List<Entry>> blocked = new HashMap<>();
    private final Map<String, Integer> used = new HashMap<>();
    private long number;
    private int unfinished;
    private int idle;
    private boolean sealed;

    /** Holds a key back for something that is no task; {@link #release} ends it. */
    public synchronized void hold(String key) {
        outstanding.merge(key, 1, Integer::sum);
    }

    /** Ends a {@link #hold}. */
    public synchronized void release(String key) {
        provided(key);
        notifyAll();
    }

    /** Adds tasks; what one of them needs of another is known whatever their order. */
    public synchronized void add(Collection<Task> tasks) {
        tasks.forEach(task -> task.provides().forEach(this::hold));
        for (Task task : tasks) {
            Entry entry = new Entry(task, number++);
            for (String key : task.needs()) {
                if (outstanding.getOrDefault(key, 0) > 0) {
                    entry.missing++;
                    blocked.computeIfAbsent(key, any -> new ArrayList<>()).add(entry);
                }
            }
            if (entry.missing == 0) {
                ready.add(entry);
            }
            unfinished++;
        }
        notifyAll();
    }

    /** No task will be added any more. */
    public synchronized void seal() {
        sealed = true;
        notifyAll();
    }

    /** The next task; null when all are finished. */
    synchronized Entry take() throws InterruptedException {
        while (!sealed || unfinished > 0) {
            Entry entry = first(false);
            if (entry != null) {
                return entry;
            }
            idle++;
            try {
                wait();
            } finally {
                idle--;
            }
        }
        return null;
    }

    /**
     * The next task that another process may do and that no worker here waits for; null when all are finished.
     *
     * @param wanted  whether to take one at all; asked again about twice a second
     * @param stopped whether nobody works any more: then there is none, even if an interrupt was lost on the way
     */
    synchronized Entry takeToLend(BooleanSupplier wanted, BooleanSupplier stopped) throws InterruptedException {
        while (!stopped.getAsBoolean() && (!sealed || unfinished > 0)) {
            Entry entry = ready.size() > idle && wanted.getAsBoolean() ? first(true) : null;
            if (entry != null) {
                return entry;
            }
            wait(LOOK_MILLIS);
        }
        return null;
    }

    private Entry first(boolean toLend) {
        for (Iterator<Entry> entries = ready.iterator(); entries.hasNext(); ) {
            Entry entry = entries.next();
            if ((entry.lendable || !toLend) && isFree(entry.task)) {
                entries.remove();
                entry.task.shared().forEach(name -> used.merge(name, 1, Integer::sum));
                entry.task.exclusive().forEach(name -> used.put(name, ALONE));
                return entry;
            }
        }
        return null;
    }

    /** A task was begun by nobody, or in vain: another does it. */
    synchronized void giveBack(Entry entry, boolean lendable) {
        free(entry.task);
        entry.lendable = lendable;
        ready.add(entry);
        notifyAll();
    }

    /** Whether a worker here has nothing to do. */
    synchronized boolean missesTasks() {
        return idle > 0;
    }

    /** True as soon as all tasks are finished; false when they are not within that time. */
    synchronized boolean finishedWithin(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0 && (!sealed || unfinished > 0); left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return sealed && unfinished == 0;
    }

    synchronized void finished(Entry entry) {
        free(entry.task);
        entry.task.provides().forEach(this::provided);
        unfinished--;
        notifyAll();
    }

    private void free(Task task) {
        task.shared().forEach(name -> used.computeIfPresent(name, (any, count) -> count == 1 ? null : count - 1));
        task.exclusive().forEach(used::remove);
    }

    /** True when nothing is left that another worker could begin now. */
    synchronized boolean nothingReady() {
        return ready.isEmpty();
    }

    private boolean isFree(Task task) {
        return task.exclusive().stream().noneMatch(used::containsKey)
                && task.shared().stream().noneMatch(name -> used.getOrDefault(name, 0) == ALONE);
    }

    private void provided(String key) {
        if (outstanding.merge(key, -1, Integer::sum) > 0) {
            return;
        }
        outstanding.remove(key);
        List<Entry> waiting = blocked.remove(key);
        for (Entry entry : waiting == null ? List.<Entry>of() : waiting) {
            if (--entry.missing == 0) {
                ready.add(entry);
            }
        }
    }
}
