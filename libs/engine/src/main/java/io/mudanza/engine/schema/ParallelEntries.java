package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Applies entries on several connections; two entries of the same table never run at the same time. */
final class ParallelEntries {

    private final DatabaseAddress target;
    private final int workers;
    private final Cancellation cancellation;

    ParallelEntries(DatabaseAddress target, int workers, Cancellation cancellation) {
        this.target = target;
        this.workers = Math.max(1, workers);
        this.cancellation = cancellation;
    }

    /** Applies one entry; false when it must wait for another entry. */
    interface Application {
        boolean apply(SchemaSession session, SchemaEntry entry) throws EngineException, SQLException;
    }

    /** @return the entries that must wait, in their order */
    List<SchemaEntry> run(List<SchemaEntry> entries, Application application)
            throws EngineException, InterruptedException {
        Pile pile = new Pile(entries);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(workers, entries.size()); i++) {
            threads.add(Thread.ofVirtual().name("mudanza-schema-" + i).start(() -> work(pile, application)));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            pile.fail(new EngineException(Code.CANCELLED, "The job was interrupted.", e));
            throw e;
        }
        if (pile.failure != null) {
            throw pile.failure;
        }
        pile.waiting.sort((a, b) -> Integer.compare(a.index(), b.index()));
        return pile.waiting;
    }

    private void work(Pile pile, Application application) {
        try (SchemaSession session = SchemaSession.open(target, Code.TARGET_LOST)) {
            for (Work next = pile.take(); next != null; next = pile.take()) {
                cancellation.check();
                boolean done = application.apply(session, next.entry());
                pile.finished(next, done);
            }
        } catch (EngineException e) {
            pile.fail(e);
        } catch (SQLException e) {
            pile.fail(new EngineException(
                    Code.TARGET_LOST, "The target " + target + " broke off: " + Sentences.of(e), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pile.fail(new EngineException(Code.CANCELLED, "The job was interrupted.", e));
        } catch (RuntimeException | Error e) {
            pile.fail(new EngineException(Code.INTERNAL_ERROR, "Applying the schema failed: " + e, e));
        }
    }

    private record Work(SchemaEntry entry, Set<String> tables) {}

    /** What is left to do, guarded by its monitor. */
    private static final class Pile {
        private final List<Work> left = new ArrayList<>();
        private final Set<String> busy = new HashSet<>();
        private final List<SchemaEntry> waiting = Collections.synchronizedList(new ArrayList<>());
        private EngineException failure;

        Pile(List<SchemaEntry> entries) {
            entries.forEach(entry -> left.add(new Work(entry, PostDataPlan.tables(entry))));
        }

        synchronized Work take() throws InterruptedException {
            while (failure == null && !left.isEmpty()) {
                for (Work work : left) {
                    if (Collections.disjoint(work.tables(), busy)) {
                        left.remove(work);
                        busy.addAll(work.tables());
                        return work;
                    }
                }
                wait();
            }
            return null;
        }

        synchronized void finished(Work work, boolean done) {
            if (!done) {
                waiting.add(work.entry());
            }
            busy.removeAll(work.tables());
            notifyAll();
        }

        synchronized void fail(EngineException e) {
            failure = failure == null ? e : failure;
            notifyAll();
        }
    }
}
