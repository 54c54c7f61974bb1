package io.mudanza.exporting.retention;

import io.mudanza.exporting.run.ExportFolders;
import io.mudanza.exporting.run.ExportRepository;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Removes exports whose time is over. Runs on every replica: removing twice is the same as removing once. */
@ApplicationScoped
class ExportRetention {

    private static final Logger LOG = Logger.getLogger(ExportRetention.class);

    /** Longer than a process that was cut off goes on before it learns that its step is lost. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final ExportRepository exports;
    private final ExportFolders folders;
    private final Duration retention;

    ExportRetention(
            ExportRepository exports,
            ExportFolders folders,
            @ConfigProperty(name = "mudanza.export-retention", defaultValue = "P3D") Duration retention) {
        this.exports = exports;
        this.folders = folders;
        this.retention = retention;
    }

    @Scheduled(every = "10m", delayed = "1m", identity = "exporting-retention",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void removeOld() {
        for (UUID job : exports.olderThan(Instant.now().minus(retention))) {
            try {
                // The row goes first: whoever asks meanwhile is told that there is no such export.
                exports.forget(job);
                folders.remove(job);
                LOG.infof("export of job %s removed: it is older than %s", job, retention);
            } catch (IOException e) {
                LOG.warnf(e, "the files of the export of job %s could not be removed", job);
            }
        }
    }

    /** What a process wrote that was cut off from its database, or killed, after its export had been removed. */
    @Scheduled(every = "10m", delayed = "2m", identity = "exporting-abandoned",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void removeAbandoned() throws IOException {
        for (UUID job : folders.untouchedSince(Instant.now().minus(ABANDONED))) {
            if (exports.current(job).isEmpty() && !exports.expected(job)) {
                folders.remove(job);
                LOG.infof("files of job %s removed from the export folder: no export knows them", job);
            }
        }
    }
}
