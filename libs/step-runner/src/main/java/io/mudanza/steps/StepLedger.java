package io.mudanza.steps;

import io.mudanza.contracts.event.EventType;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.event.StepCompleted;
import io.mudanza.contracts.event.StepFailed;
import io.mudanza.contracts.event.StepLogged;
import io.mudanza.contracts.event.StepStarted;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.CancelCommand;
import io.mudanza.contracts.step.StepCommand;
import io.mudanza.messaging.Schema;
import io.mudanza.messaging.cloudevent.CloudEvent;
import io.mudanza.messaging.cloudevent.MalformedEventException;
import io.mudanza.messaging.inbox.Inbox;
import io.mudanza.messaging.outbox.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Every change of a step with its event, each in one transaction. Used outside of JTA. */
final class StepLedger {
    private final DataSource dataSource;
    private final StepRuns runs;
    private final Inbox inbox;
    private final Outbox outbox;
    private final String consumer;
    private final String events;

    /** @param events topic of the events */
    StepLedger(DataSource dataSource, Schema schema, String events) {
        this.dataSource = dataSource;
        this.runs = new StepRuns(schema);
        this.inbox = new Inbox(dataSource, schema);
        this.outbox = new Outbox(dataSource, schema);
        this.consumer = schema.name() + "-commands";
        this.events = events;
    }

    /** Keeps a step command; a repetition changes nothing. */
    void accept(CloudEvent event, StepCommand command) throws SQLException {
        inTransaction(connection -> {
            if (inbox.firstTime(connection, consumer, event.id())) {
                runs.enqueue(connection, command);
            }
            return null;
        });
    }

    /** Cancels the steps of a job; waiting ones end here, running ones see the mark. */
    void accept(CloudEvent event, CancelCommand command) throws SQLException {
        inTransaction(connection -> {
            if (inbox.firstTime(connection, consumer, event.id())) {
                for (StepCommand taken : runs.cancel(connection, command.jobId())) {
                    publishFailure(connection, taken, ProblemCode.CANCELLED, "The job was cancelled before this step ran.");
                }
            }
            return null;
        });
    }

    /** Claims a step and says so; one that lapsed too often is given up here. */
    Optional<StepRun> claim(String owner, Duration lease, int maxLapses, Set<UUID> stillHere) throws SQLException {
        return inTransaction(connection -> {
            Optional<StepRun> claimed = runs.claim(connection, owner, lease, stillHere);
            if (claimed.isEmpty()) {
                return claimed;
            }
            StepRun run = claimed.get();
            StepCommand command = run.command();
            if (run.lapses() > maxLapses) {
                runs.end(connection, command.stepId(), run.fencingToken(), "failed");
                publishFailure(connection, command, ProblemCode.STEP_LOST,
                        "The step " + command.kind().wire() + " was taken up " + run.lapses()
                                + " times and its process died each time. See the log of the "
                                + command.kind().worker().wire() + " service, then resume the job.");
                return Optional.empty();
            }
            outbox.add(connection, events, EventType.STEP_STARTED, command.jobId().toString(),
                    new StepStarted(command.jobId(), command.stepId(), command.kind(), run.attempt()));
            return claimed;
        });
    }

    StepRuns.Pulse renew(StepRun run, Duration lease) throws SQLException {
        return inTransaction(connection ->
                runs.renew(connection, run.command().stepId(), run.fencingToken(), lease));
    }

    boolean complete(StepRun run, Map<String, Object> facts) throws SQLException {
        StepCommand command = run.command();
        return inTransaction(connection -> {
            boolean ours = runs.end(connection, command.stepId(), run.fencingToken(), "completed");
            if (ours) {
                outbox.add(connection, events, EventType.STEP_COMPLETED, command.jobId().toString(),
                        new StepCompleted(command.jobId(), command.stepId(), command.kind(), facts));
            }
            return ours;
        });
    }

    boolean fail(StepRun run, ProblemCode code, String detail) throws SQLException {
        StepCommand command = run.command();
        String state = code == ProblemCode.CANCELLED ? "cancelled" : "failed";
        return inTransaction(connection -> {
            boolean ours = runs.end(connection, command.stepId(), run.fencingToken(), state);
            if (ours) {
                publishFailure(connection, command, code, detail);
            }
            return ours;
        });
    }

    void release(StepRun run) throws SQLException {
        inTransaction(connection -> {
            runs.release(connection, run.command().stepId(), run.fencingToken());
            return null;
        });
    }

    void log(StepRun run, LogLevel level, String message) throws SQLException {
        StepCommand command = run.command();
        inTransaction(connection -> outbox.add(connection, events, EventType.STEP_LOGGED, command.jobId().toString(),
                new StepLogged(command.jobId(), command.stepId(), command.kind(), level, message)));
    }

    /** Forgets what no message can ask for any more. */
    void forget(int days) throws SQLException {
        inbox.forgetOlderThanDays(days);
        inTransaction(connection -> runs.forgetOlderThanDays(connection, days));
    }

    private void publishFailure(Connection connection, StepCommand command, ProblemCode code, String detail)
            throws SQLException {
        UUID jobId = command.jobId();
        outbox.add(connection, events, EventType.STEP_FAILED, jobId.toString(),
                new StepFailed(jobId, command.stepId(), command.kind(), code.wire(), detail));
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Reads a command and refuses one that lacks what every step needs. */
    static StepCommand stepCommand(CloudEvent event) {
        StepCommand command = event.dataAs(StepCommand.class);
        if (command.jobId() == null || command.stepId() == null || command.kind() == null
                || command.direction() == null || command.options() == null) {
            throw new MalformedEventException("a step command needs job_id, step_id, kind, direction and options");
        }
        return command;
    }
}
