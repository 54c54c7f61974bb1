package io.mudanza.coordination.limits;

import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Counts in Redis, for all replicas together: each call is one script. While Redis is away this process counts alone, and
 * asks Redis again after a while.
 */
final class RedisLimits implements Limits {
    private static final Logger LOGGER = Logger.getLogger(RedisLimits.class);
    private static final Duration LEAVE_ALONE = Duration.ofSeconds(10);

    private final Supplier<RedisDataSource> redis;
    private final String prefix;
    private final Limits alone = new LocalLimits();
    private volatile long awayUntil = System.nanoTime();

    /** @param prefix of all keys, with one hash tag in braces: a script's keys have to be in one place */
    RedisLimits(Supplier<RedisDataSource> redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    @Override
    public Optional<Refusal> ask(List<Gate> gates) {
        List<String> keys = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        for (Gate gate : gates) {
            switch (gate) {
                case Gate.Lock lock -> {
                    keys.addAll(List.of(prefix + "lock:" + lock.key(), prefix + "known:" + lock.unless()));
                    arguments.addAll(List.of("lock", "0", "0"));
                }
                case Gate.Bucket bucket -> {
                    String key = prefix + "rate:" + bucket.key();
                    keys.addAll(List.of(key, key));
                    arguments.addAll(List.of("rate", text(bucket.rate().intervalMicros()),
                            text(bucket.rate().toleranceMicros())));
                }
            }
        }
        return whenThere(source -> {
            Response answer = run(source, Scripts.ASK, keys, arguments);
            int refused = answer.get(0).toInteger();
            return refused == 0 ? Optional.empty()
                    : Optional.of(new Refusal(gates.get(refused - 1), Duration.ofMillis(answer.get(1).toLong() + 1)));
        }, limits -> limits.ask(gates));
    }

    @Override
    public boolean blame(String key, Rate allowed, Duration lockedFor, String forgotten) {
        List<String> keys = List.of(prefix + "blame:" + key, prefix + "lock:" + key, prefix + "known:" + forgotten);
        List<String> arguments = List.of(
                text(allowed.intervalMicros()), text(allowed.toleranceMicros()), text(lockedFor.toMillis()));
        return whenThere(source -> run(source, Scripts.BLAME, keys, arguments).toInteger() == 1,
                limits -> limits.blame(key, allowed, lockedFor, forgotten));
    }

    @Override
    public void know(String name, Duration ttl) {
        whenThere(source -> source.execute("SET", prefix + "known:" + name, "1", "PX", text(ttl.toMillis())) != null,
                limits -> {
                    limits.know(name, ttl);
                    return true;
                });
    }

    private static Response run(RedisDataSource source, String script, List<String> keys, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(script, text(keys.size())));
        all.addAll(keys);
        all.addAll(arguments);
        return source.execute("EVAL", all.toArray(String[]::new));
    }

    private static String text(long number) {
        return String.valueOf(number);
    }

    private <T> T whenThere(Function<RedisDataSource, T> question, Function<Limits, T> otherwise) {
        if (System.nanoTime() - awayUntil >= 0) {
            try {
                return question.apply(redis.get());
            } catch (RuntimeException away) {
                awayUntil = System.nanoTime() + LEAVE_ALONE.toNanos();
                LOGGER.warnf("Redis does not answer, this process counts requests alone: %s", away.toString());
            }
        }
        return otherwise.apply(alone);
    }
}
