package io.mudanza.importing.target;

import io.mudanza.engine.EngineException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Completes or takes back, when the service starts, a switch that a crash cut off: nobody should have to ask for it. The
 * platform may be down just then; every later use recovers as well.
 */
@ApplicationScoped
class TargetRecovery {

    private static final Logger LOG = Logger.getLogger(TargetRecovery.class);
    private static final int ATTEMPTS = 20;

    private final PlatformTarget target;

    TargetRecovery(PlatformTarget target) {
        this.target = target;
    }

    void start(@Observes StartupEvent starting) {
        Thread.ofVirtual().name("importing-recovery").start(this::recover);
    }

    private void recover() {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                target.use(platform -> {
                    platform.recover();
                    return null;
                });
                return;
            } catch (EngineException e) {
                LOG.infof("nothing recovered yet: %s", e.getMessage());
            } catch (InterruptedException e) {
                return;
            }
            try {
                Thread.sleep(15_000);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
