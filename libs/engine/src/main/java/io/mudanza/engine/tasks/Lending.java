package io.mudanza.engine.tasks;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.WorkerGroup;
import java.io.IOException;
import java.sql.SQLException;

/** Gives tasks of a pool to assistants while there are any, and takes back what they do not do. */
public final class Lending {

    private static final long LOOK_MILLIS = 500;

    private final WorkerGroup group;
    private final TaskPool pool;
    private final Assistants assistants;

    private Lending(WorkerGroup group, TaskPool pool, Assistants assistants) {
        this.group = group;
        this.pool = pool;
        this.assistants = assistants;
    }

    /** Starts giving tasks away until all are finished; costs nothing without assistants. */
    public static void start(WorkerGroup group, TaskPool pool, Assistants assistants) {
        if (assistants != Assistants.NONE) {
            group.start("lending", new Lending(group, pool, assistants)::run);
        }
    }

    private void run() throws InterruptedException {
        int started = 0;
        while (!pool.finishedWithin(LOOK_MILLIS)) {
            while (started < assistants.wanted()) {
                int number = started++;
                group.start("lend-" + number, () -> lend(number));
            }
        }
    }

    private void lend(int number) throws EngineException, SQLException, IOException, InterruptedException {
        for (TaskPool.Entry entry = pool.takeToLend(() -> number < assistants.wanted(), group::stopped);
                entry != null && !group.stopped();
                entry = pool.takeToLend(() -> number < assistants.wanted(), group::stopped)) {
            Loan loan = entry.task().loan();
            switch (assistants.have(loan.content(), pool::missesTasks)) {
                case Assistants.Answer.Done done -> {
                    loan.done(done);
                    pool.finished(entry);
                }
                case Assistants.Answer.NotDone not -> {
                    if (!not.mark().isEmpty()) {
                        loan.lapsed(not.mark());
                    }
                    pool.giveBack(entry, !not.failed());
                }
            }
        }
    }
}
