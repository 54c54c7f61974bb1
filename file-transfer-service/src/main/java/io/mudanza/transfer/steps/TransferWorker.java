package io.mudanza.transfer.steps;

import io.agroal.api.AgroalDataSource;
import io.mudanza.contracts.step.Worker;
import io.mudanza.steps.StepWorker;
import io.mudanza.steps.StepWorkers;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The worker of this service, from start to stop. */
@ApplicationScoped
class TransferWorker {

    private final StepWorker worker;

    TransferWorker(StepWorkers workers, @DataSource("transfer") AgroalDataSource dataSource) {
        this.worker = workers.create(Worker.TRANSFER, "transfer", dataSource);
    }

    void start(@Observes StartupEvent starting) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.close();
    }
}
