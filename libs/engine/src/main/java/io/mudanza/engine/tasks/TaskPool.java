package io.mudanza.engine.tasks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Tasks that wait, are ready or run. Thread-safe. */
public final class TaskPool {

    private static final int ALONE = -1;

    /** A task in the pool. */
    static final class Entry {
        private final Task task;
        private final long number;
        private int missing;

        Entry(Task task, long number) {
            this.task = task;
            this.number = number;
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
            for (Iterator<Entry> entries = ready.iterator(); entries.hasNext(); ) {
                Entry entry = entries.next();
                if (isFree(entry.task)) {
                    entries.remove();
                    entry.task.shared().forEach(name -> used.merge(name, 1, Integer::sum));
                    entry.task.exclusive().forEach(name -> used.put(name, ALONE));
                    return entry;
                }
            }
            wait();
        }
        return null;
    }

    synchronized void finished(Entry entry) {
        entry.task.shared().forEach(name -> used.computeIfPresent(name, (any, count) -> count == 1 ? null : count - 1));
        entry.task.exclusive().forEach(used::remove);
        entry.task.provides().forEach(this::provided);
        unfinished--;
        notifyAll();
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
