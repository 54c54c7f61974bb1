package io.mudanza.gateway.saga;

import io.agroal.api.AgroalDataSource;
import io.mudanza.coordination.FastPath;
import io.mudanza.coordination.LeaseAnswer;
import io.mudanza.coordination.Leases;
import io.mudanza.gateway.jobs.JobEntity;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** One job at a time changes the platform. Held by the job, not by this process, until the job ends. */
@ApplicationScoped
public class PlatformLease {
    private static final String RESOURCE = "platform";
    private static final Duration TTL = Duration.ofMinutes(10);

    private final Leases leases;

    PlatformLease(@DataSource("gateway") AgroalDataSource dataSource, FastPath fastPath) {
        this.leases = new Leases(dataSource, "gateway", fastPath);
    }

    /** Takes the platform for the job within the current transaction; the other holder when it is taken. */
    Optional<UUID> take(JobEntity job) {
        return answer(() -> switch (leases.acquire(RESOURCE, job.id.toString(), TTL)) {
            case LeaseAnswer.Granted granted -> {
                job.fencingToken = granted.fencingToken();
                yield Optional.empty();
            }
            case LeaseAnswer.Held held -> Optional.of(UUID.fromString(held.holder()));
        });
    }

    /** Who changes the platform now. */
    public Optional<UUID> holder() {
        return answer(() -> leases.holder(RESOURCE).map(UUID::fromString));
    }

    void renew(UUID jobId) {
        answer(() -> leases.renew(RESOURCE, jobId.toString(), TTL));
    }

    void release(UUID jobId) {
        answer(() -> {
            leases.release(RESOURCE, jobId.toString());
            return null;
        });
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private static <T> T answer(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException failure) {
            throw new IllegalStateException("the ledger's database does not answer", failure);
        }
    }
}
