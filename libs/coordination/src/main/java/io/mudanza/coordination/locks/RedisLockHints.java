package io.mudanza.coordination.locks;

import io.quarkus.redis.datasource.RedisDataSource;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** A key per lock that is held, with its fencing number. After a failure Redis is left alone for a while. */
public final class RedisLockHints implements LockHints {
    private static final Logger LOGGER = Logger.getLogger(RedisLockHints.class);
    private static final Duration LEAVE_ALONE = Duration.ofSeconds(10);
    private static final String HELD = """
            local f = redis.call('GET', KEYS[1])
            if not f or tonumber(f) <= tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end""";
    private static final String RELEASED = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end""";

    private final Supplier<RedisDataSource> redis;
    private final String prefix;
    private volatile long awayUntil = System.nanoTime();

    /** @param redis asked for at each use, so that its absence at the start does no harm */
    public RedisLockHints(Supplier<RedisDataSource> redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    @Override
    public void held(LockName name, long fence, Duration lease) {
        whenThere(source -> source.execute("EVAL", HELD, "1", prefix + name, String.valueOf(fence),
                String.valueOf(Math.max(1, lease.toMillis()))), null);
    }

    @Override
    public void released(LockName name, long fence) {
        whenThere(source -> source.execute("EVAL", RELEASED, "1", prefix + name, String.valueOf(fence)), null);
    }

    @Override
    public boolean seemsHeld(LockName name) {
        return whenThere(source -> source.execute("EXISTS", prefix + name).toInteger() == 1, false);
    }

    private <T> T whenThere(Function<RedisDataSource, T> question, T otherwise) {
        if (System.nanoTime() - awayUntil < 0) {
            return otherwise;
        }
        try {
            return question.apply(redis.get());
        } catch (RuntimeException away) {
            awayUntil = System.nanoTime() + LEAVE_ALONE.toNanos();
            LOGGER.warnf("Redis does not answer, PostgreSQL decides about locks alone: %s", away.toString());
            return otherwise;
        }
    }
}
