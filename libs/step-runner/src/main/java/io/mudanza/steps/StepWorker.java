package io.mudanza.steps;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.contracts.event.EventType;
import io.mudanza.contracts.step.CancelCommand;
import io.mudanza.contracts.step.StepCommand;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.contracts.step.Worker;
import io.mudanza.messaging.Schema;
import io.mudanza.messaging.cloudevent.CloudEvent;
import io.mudanza.messaging.cloudevent.MalformedEventException;
import io.mudanza.messaging.kafka.BrokerSettings;
import io.mudanza.messaging.kafka.EventSender;
import io.mudanza.messaging.listener.MessageListener;
import io.mudanza.messaging.outbox.OutboxRelay;
import io.mudanza.steps.pieces.PieceHandler;
import io.mudanza.steps.pieces.Replica;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker of one service: listens to its commands, claims its steps and runs them. Start it when the service starts,
 * close it when the service stops: running steps are then interrupted and given back.
 */
public final class StepWorker implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StepWorker.class);
    private static final int FORGET_AFTER_DAYS = 14;

    private final Schema schema;
    private final StepSettings settings;
    private final StepLedger ledger;
    private final OutboxRelay relay;
    private final MessageListener listener;
    private final StepExecution execution;
    private final StepPulse pulse;
    private final Replica replica;
    private final String owner;
    private final Map<UUID, RunningStep> running = new ConcurrentHashMap<>();
    private final Semaphore slots;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean picking;
    private Thread picker;

    StepWorker(
            Worker worker,
            String service,
            DataSource dataSource,
            Map<StepKind, StepHandler> handlers,
            Map<StepKind, PieceHandler> pieceHandlers,
            StepSettings settings,
            BrokerSettings broker,
            EventSender sender,
            MeterRegistry registry) {
        this.schema = new Schema(service);
        this.settings = settings;
        this.owner = service + "-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);
        this.ledger = new StepLedger(dataSource, schema, broker.topics().events());
        this.relay = new OutboxRelay(dataSource, schema, sender, broker.source(service), registry);
        this.listener = new MessageListener(
                service, broker.topics().commands(worker), false, broker, sender, registry, this::handle);
        this.slots = new Semaphore(settings.parallel());
        ProgressSender progress = new ProgressSender(sender, broker, service);
        Counter lost = Counter.builder("step_lease_lost").tag("service", service).register(registry);
        this.pulse = new StepPulse(ledger, settings, running, progress, lost);
        this.replica = new Replica(owner, service, dataSource, pieceHandlers, settings.pieces(), settings.lease(),
                running::isEmpty, registry);
        this.execution = new StepExecution(handlers, ledger, relay, progress, registry, service);
    }

    /** Starts listening and working. */
    public synchronized void start() {
        picking = true;
        relay.start();
        listener.start();
        pulse.start(schema.name());
        replica.start();
        picker = Thread.ofVirtual().name(schema.name() + "-picker").start(this::pick);
    }

    private void handle(CloudEvent event) throws SQLException {
        switch (event.type()) {
            case EventType.STEP_COMMAND -> {
                ledger.accept(event, StepLedger.stepCommand(event));
                wake.release();
            }
            case EventType.CANCEL_COMMAND -> {
                CancelCommand command = event.dataAs(CancelCommand.class);
                if (command.jobId() == null) {
                    throw new MalformedEventException("a cancel command needs job_id");
                }
                ledger.accept(event, command);
                relay.wakeUp();
                running.values().stream()
                        .filter(step -> step.jobId().equals(command.jobId()))
                        .forEach(pulse::lookNow);
            }
            default -> throw new MalformedEventException("not a command: " + event.type());
        }
    }

    private void pick() {
        long lastForget = System.nanoTime();
        while (picking) {
            try {
                slots.acquire();
                Optional<StepRun> claimed = picking ? claim() : Optional.empty();
                if (claimed.isPresent()) {
                    begin(claimed.get());
                } else {
                    slots.release();
                    if (wake.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                        wake.drainPermits();
                    }
                }
                if (System.nanoTime() - lastForget > TimeUnit.HOURS.toNanos(1)) {
                    lastForget = System.nanoTime();
                    ledger.forget(FORGET_AFTER_DAYS);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (SQLException | RuntimeException failure) {
                LOGGER.warn("{} cannot look for steps: {}", schema.name(), failure.toString());
                pause();
            }
        }
    }

    private Optional<StepRun> claim() throws SQLException {
        try {
            return ledger.claim(owner, settings.lease(), settings.maxLapses(), Set.copyOf(running.keySet()));
        } catch (SQLException | RuntimeException failure) {
            slots.release();
            throw failure;
        }
    }

    private void begin(StepRun run) {
        StepCommand command = run.command();
        RunningStep step = new RunningStep(run, (level, message) -> execution.log(run, level, message), pulse::renew,
                replica.sharing(command.jobId(), command.stepId(), run.fencingToken()));
        if (run.cancelled()) {
            step.stop(StopReason.CANCELLED);
        }
        running.put(command.stepId(), step);
        relay.wakeUp();
        Thread.ofVirtual().name(schema.name() + "-" + command.kind().wire() + "-" + command.jobId()).start(() -> {
            try {
                execution.execute(step);
            } finally {
                running.remove(command.stepId(), step);
                slots.release();
                wake.release();
            }
        });
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops picking, interrupts what runs, gives it back for another replica, and sends what is left to send. */
    @Override
    public synchronized void close() {
        if (!picking) {
            return;
        }
        picking = false;
        wake.release();
        listener.close();
        replica.close();
        running.values().forEach(step -> step.stop(StopReason.SHUTDOWN));
        long deadline = System.nanoTime() + settings.patience().toNanos();
        try {
            while (!running.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        picker.interrupt();
        pulse.close();
        relay.close();
    }
}
