package io.mudanza.coordination.limits;

import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The counters of this process: Redis unless {@code mudanza.redis.enabled=false}. */
@Singleton
class LimitsBean {
    @Produces
    @Singleton
    Limits limits(
            Instance<RedisDataSource> redis,
            @ConfigProperty(name = "mudanza.redis.enabled", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String node) {
        return enabled ? new RedisLimits(redis::get, "{mudanza:" + node + "}:limit:") : new LocalLimits();
    }
}
