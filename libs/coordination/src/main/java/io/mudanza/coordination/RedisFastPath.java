package io.mudanza.coordination;

import io.quarkus.redis.datasource.RedisDataSource;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** {@code SET NX PX}. After a failure Redis is left alone for a while, so that its absence costs nothing. */
final class RedisFastPath implements FastPath {
    private static final Logger LOGGER = Logger.getLogger(RedisFastPath.class);
    private static final Duration LEAVE_ALONE = Duration.ofSeconds(10);

    private final Supplier<RedisDataSource> redis;
    private final String prefix;
    private volatile long awayUntil = System.nanoTime();

    RedisFastPath(Supplier<RedisDataSource> redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    @Override
    public boolean seemsFree(String resource, String holder, Duration ttl) {
        return whenThere(true, source -> {
            // As a plain command: NX together with GET needs Redis 7.
            String key = prefix + resource;
            if (source.execute("SET", key, holder, "NX", "PX", String.valueOf(ttl.toMillis())) != null) {
                return true;
            }
            return holder.equals(source.value(String.class).get(key));
        });
    }

    @Override
    public void forget(String resource, String holder) {
        whenThere(true, source -> {
            var values = source.value(String.class);
            if (holder.equals(values.get(prefix + resource))) {
                source.key().del(prefix + resource);
            }
            return true;
        });
    }

    private interface Question {
        boolean ask(RedisDataSource source);
    }

    private boolean whenThere(boolean otherwise, Question question) {
        if (System.nanoTime() - awayUntil < 0) {
            return otherwise;
        }
        try {
            return question.ask(redis.get());
        } catch (RuntimeException away) {
            awayUntil = System.nanoTime() + LEAVE_ALONE.toNanos();
            LOGGER.warnf("Redis does not answer, PostgreSQL decides alone: %s", away.toString());
            return otherwise;
        }
    }
}
