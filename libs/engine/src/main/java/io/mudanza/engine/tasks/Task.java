package io.mudanza.engine.tasks;

import io.mudanza.engine.EngineException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/**
 * One piece of work.
 *
 * @param rank      what kind it is
 * @param weight    among tasks of one rank the heavier goes first, then the older
 * @param needs     keys that no unfinished task may provide when it begins
 * @param provides  keys that it holds back until it is finished
 * @param shared    names that other tasks may use at the same time, but none alone
 * @param exclusive names that no other task may use at the same time
 * @param work      what is done
 * @param loan      the same work for another process; null when it can only be done here
 */
public record Task(
        Rank rank, long weight, Set<String> needs, Set<String> provides, Set<String> shared, Set<String> exclusive,
        Work work, Loan loan) {

    /** Does it. */
    @FunctionalInterface
    public interface Work {
        void run(Worker worker) throws EngineException, SQLException, IOException, InterruptedException;
    }

    public Task {
        needs = Set.copyOf(needs);
        provides = Set.copyOf(provides);
        shared = Set.copyOf(shared);
        exclusive = Set.copyOf(exclusive);
    }

    /** A task that can only be done here. */
    public Task(
            Rank rank, long weight, Set<String> needs, Set<String> provides, Set<String> shared, Set<String> exclusive,
            Work work) {
        this(rank, weight, needs, provides, shared, exclusive, work, null);
    }

    /** A task that uses nothing that others use. */
    public Task(Rank rank, long weight, Set<String> needs, Set<String> provides, Work work) {
        this(rank, weight, needs, provides, Set.of(), Set.of(), work, null);
    }

    /** The same task, which another process may do as well. */
    public Task lent(Loan loan) {
        return new Task(rank, weight, needs, provides, shared, exclusive, work, loan);
    }
}
