package io.mudanza.importing.hooks;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks for applications that were stopped for a switch of which nothing is left: no step will start them again. */
@ApplicationScoped
class LeftOpenWatch {

    private static final Logger LOG = Logger.getLogger(LeftOpenWatch.class);

    private final HookLedger ledger;
    private final Hooks hooks;
    private final Duration untouched;

    LeftOpenWatch(
            HookLedger ledger,
            Hooks hooks,
            @ConfigProperty(name = "mudanza.hooks.left-open", defaultValue = "PT5M") Duration untouched) {
        this.ledger = ledger;
        this.hooks = hooks;
        this.untouched = untouched;
    }

    @Scheduled(every = "30s", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP, identity = "importing-hooks")
    @RunOnVirtualThread
    void look() throws InterruptedException {
        try {
            Optional<HookLedger.LeftOpen> open = ledger.takeLeftOpen(untouched);
            if (open.isPresent()) {
                hooks.startLeftOpen(open.get().job(), open.get().action());
            }
        } catch (SQLException e) {
            LOG.debugf("hooks are looked at later: %s", e.getMessage());
        }
    }
}
