package io.mudanza.coordination;

import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The fast path of this process: Redis unless {@code mudanza.redis.enabled=false}. */
@Singleton
class FastPathBean {
    @Produces
    @Singleton
    FastPath fastPath(
            Instance<RedisDataSource> redis,
            @ConfigProperty(name = "mudanza.redis.enabled", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String node) {
        return enabled ? new RedisFastPath(redis::get, "mudanza:" + node + ":lease:") : FastPath.NONE;
    }
}
