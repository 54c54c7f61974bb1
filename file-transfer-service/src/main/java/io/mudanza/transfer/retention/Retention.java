package io.mudanza.transfer.retention;

import io.agroal.api.AgroalDataSource;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.transfer.peer.Peers;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.transfer.received.ReceivedBundles;
import io.mudanza.transfer.settings.TransferSettings;
import io.mudanza.transfer.upload.Uploads;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Removes what abandoned jobs left behind; what ended in order was removed by CLEAN_UP. */
@ApplicationScoped
class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final Uploads uploads;
    private final ReceivedBundles bundles;
    private final Peers peers;
    private final TransferSettings settings;
    private final AgroalDataSource database;

    Retention(
            Uploads uploads,
            ReceivedBundles bundles,
            Peers peers,
            TransferSettings settings,
            @DataSource("transfer") AgroalDataSource database) {
        this.uploads = uploads;
        this.bundles = bundles;
        this.peers = peers;
        this.settings = settings;
        this.database = database;
    }

    @Scheduled(identity = "transfer-retention", every = "10m", delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweepNowAndThen() {
        try {
            sweep();
        } catch (SQLException | IOException | TransferProblem failed) {
            LOG.warnf("leftovers could not be removed now: %s", failed.getMessage());
        }
    }

    void sweep() throws SQLException, IOException {
        for (UUID upload : uploads.untouchedFor(settings.uploadRetention())) {
            if (!working(upload)) {
                LOG.infof("upload %s is abandoned and removed", upload);
                uploads.remove(upload);
            }
        }
        for (UUID job : bundles.removeKept(settings.keepReceived())) {
            LOG.infof("the parts kept of job %s are removed", job);
        }
        Instant oldest = Instant.now().minus(settings.receivedRetention());
        for (UUID job : receivedJobs()) {
            DirectoryPartStore store = bundles.of(job);
            if (!bundles.isKept(job) && lastTouched(store).isBefore(oldest) && !working(job)) {
                LOG.infof("the parts received for job %s are abandoned and removed", job);
                bundles.remove(job);
            }
        }
        peers.forgetOlderThan(settings.receivedRetention());
    }

    private List<UUID> receivedJobs() throws IOException {
        try (Stream<Path> folders = Files.list(bundles.folder())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                    .map(UUID::fromString)
                    .toList();
        } catch (NoSuchFileException nothing) {
            return List.of();
        }
    }

    private static Instant lastTouched(DirectoryPartStore store) throws IOException {
        Path newest = Files.exists(store.feedFile()) ? store.feedFile() : store.root();
        return Files.getLastModifiedTime(newest).toInstant();
    }

    private boolean working(UUID job) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT 1 FROM transfer.step_run WHERE job_id = ? AND state IN ('queued', 'running')")) {
            query.setObject(1, job);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }
}
