package io.mudanza.gateway.cache;

import io.mudanza.coordination.cache.CacheSpace;
import io.mudanza.coordination.cache.Caches;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The caches of this gateway: in Redis unless it is switched off, each namespace with the client of its database. */
@Singleton
class CacheBeans {
    @Produces
    @Singleton
    Caches caches(
            Instance<RedisDataSource> standard,
            @RedisClientName("locks") Instance<RedisDataSource> locks,
            @RedisClientName("sessions") Instance<RedisDataSource> sessions,
            @ConfigProperty(name = "mudanza.redis.enabled", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String node) {
        Map<CacheSpace, Supplier<RedisDataSource>> redis = Map.of(
                CacheSpace.DEFAULT, standard::get, CacheSpace.LOCKS, locks::get, CacheSpace.SESSIONS, sessions::get);
        return new Caches(enabled ? redis : Map.of(), node);
    }
}
