package io.mudanza.steps;

import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.contracts.step.Worker;
import io.mudanza.messaging.kafka.BrokerSettings;
import io.mudanza.messaging.kafka.EventSender;
import io.mudanza.steps.pieces.PieceHandler;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the {@link StepWorker} of a service. In one process all services share this bean. */
@Singleton
public class StepWorkers {
    private final Instance<StepHandler> handlers;
    private final BrokerSettings broker;
    private final EventSender sender;
    private final MeterRegistry registry;
    private final Instance<PieceHandler> pieceHandlers;
    private final int parallel;
    private final int streams;
    private final Duration lease;

    StepWorkers(
            @Any Instance<StepHandler> handlers,
            @Any Instance<PieceHandler> pieceHandlers,
            BrokerSettings broker,
            EventSender sender,
            MeterRegistry registry,
            @ConfigProperty(name = "mudanza.parallel-steps", defaultValue = "8") int parallel,
            @ConfigProperty(name = "mudanza.workers", defaultValue = "2") int streams,
            @ConfigProperty(name = "mudanza.step-lease", defaultValue = "15s") Duration lease) {
        this.handlers = handlers;
        this.pieceHandlers = pieceHandlers;
        this.streams = Math.clamp(streams, 1, 64);
        this.broker = broker;
        this.sender = sender;
        this.registry = registry;
        this.parallel = parallel;
        this.lease = lease;
    }

    /**
     * A worker with the handlers of its kinds. Not started yet.
     *
     * @param worker     the worker's role, which decides its topic and its steps
     * @param service    name of the service: schema and consumer group
     * @param dataSource the service's own datasource
     */
    public StepWorker create(Worker worker, String service, DataSource dataSource) {
        Map<StepKind, StepHandler> own = new EnumMap<>(StepKind.class);
        for (StepHandler handler : handlers) {
            if (handler.kind().worker() == worker && own.put(handler.kind(), handler) != null) {
                throw new IllegalStateException("two handlers for " + handler.kind());
            }
        }
        Map<StepKind, PieceHandler> shared = new EnumMap<>(StepKind.class);
        for (PieceHandler handler : pieceHandlers) {
            if (handler.kind().worker() == worker && shared.put(handler.kind(), handler) != null) {
                throw new IllegalStateException("two handlers for pieces of " + handler.kind());
            }
        }
        StepSettings defaults = StepSettings.defaults();
        StepSettings settings = new StepSettings(
                parallel,
                streams,
                lease,
                lease.dividedBy(3),
                defaults.maxLapses(),
                defaults.poll(),
                defaults.progress(),
                defaults.patience());
        return new StepWorker(worker, service, dataSource, own, shared, settings, broker, sender, registry);
    }
}
