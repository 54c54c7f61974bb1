package io.mudanza.gateway.locks;

import io.agroal.api.AgroalDataSource;
import io.mudanza.coordination.cache.Caches;
import io.mudanza.coordination.locks.LockConnections;
import io.mudanza.coordination.locks.LockDesk;
import io.mudanza.coordination.locks.LockHints;
import io.mudanza.coordination.locks.Locks;
import io.mudanza.coordination.locks.RedisLockHints;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The locks of this node: decided in the gateway's schema, with hints in Redis' database of locks unless it is switched off. */
@Singleton
class LockBeans {
    private final AgroalDataSource dataSource;

    LockBeans(@DataSource("gateway") AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Produces
    @Singleton
    LockDesk desk(
            @RedisClientName("locks") Instance<RedisDataSource> redis,
            @ConfigProperty(name = "mudanza.redis.enabled", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String node) {
        LockHints hints = enabled ? new RedisLockHints(redis::get, Caches.lockPrefix(node)) : LockHints.NONE;
        return new LockDesk(new OwnConnections(dataSource), "gateway", hints);
    }

    @Produces
    @Singleton
    Locks locks(LockDesk desk, @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String node) {
        return new Locks(desk, "gateway of " + node);
    }

    void close(@Disposes Locks locks) {
        locks.close();
    }

    /** A transaction of the caller is put aside, so that a lock is there for others before the work under it is committed. */
    private record OwnConnections(AgroalDataSource dataSource) implements LockConnections {
        @Override
        public <T> T use(Work<T> work) throws SQLException {
            try {
                return QuarkusTransaction.suspendingExisting().call(() -> connected(work));
            } catch (QuarkusTransactionException wrapped) {
                if (wrapped.getCause() instanceof SQLException cause) {
                    throw cause;
                }
                throw wrapped;
            }
        }

        private <T> T connected(Work<T> work) throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                return work.with(connection);
            }
        }
    }
}
