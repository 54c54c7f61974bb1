package io.mudanza.exporting;

import io.agroal.api.AgroalDataSource;
import io.mudanza.contracts.step.Worker;
import io.mudanza.steps.StepWorker;
import io.mudanza.steps.StepWorkers;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Takes up the steps of this service while it runs. */
@ApplicationScoped
class ExportingWorker {

    private final StepWorker worker;

    ExportingWorker(StepWorkers workers, @DataSource("exporting") AgroalDataSource dataSource) {
        this.worker = workers.create(Worker.EXPORT, "exporting", dataSource);
    }

    void start(@Observes StartupEvent starting) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.close();
    }
}
