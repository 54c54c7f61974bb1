package io.mudanza.coordination.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.quarkus.redis.datasource.RedisDataSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * A namespace of texts. Many who ask for the same at once cause one load. While Redis is away values are kept in this process,
 * for {@link #LONGEST_ALONE} at most; when it is back, everything that it holds is taken for old, because nobody knows which
 * invalidations it has missed. Thread-safe; Redis never makes a call fail.
 */
public final class Cache {
    /** How long a value is kept in this process. */
    public static final Duration LONGEST_ALONE = Duration.ofSeconds(30);
    private static final Logger LOGGER = Logger.getLogger(Cache.class);
    private static final Duration LEAVE_ALONE = Duration.ofSeconds(2);
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long MOST_CHARACTERS = 8_000_000;

    private final CacheSpace space;
    private final RedisSpace redis;
    private final com.github.benmanes.caffeine.cache.Cache<String, Kept> local = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((String key, Kept kept) -> key.length() + kept.value().length())
            .expireAfter(Expiry.creating((String key, Kept kept) -> kept.ttl()))
            .build();
    private final Map<String, CompletableFuture<String>> loading = new ConcurrentHashMap<>();
    private final AtomicLong invalidations = new AtomicLong();
    // How often Redis may have missed an invalidation, and up to which time a new generation has mended that. At the start
    // nobody knows how the process before this one ended.
    private final AtomicLong suspicions = new AtomicLong(1);
    private final AtomicLong settled = new AtomicLong();
    private volatile long awayUntil = System.nanoTime();
    private volatile long looked = System.nanoTime() - LOOK_NANOS;
    private volatile String runId;

    private record Kept(String value, Duration ttl) {}

    /**
     * @param redis  null for a cache in this process only
     * @param prefix of all keys in Redis
     */
    public Cache(CacheSpace space, Supplier<RedisDataSource> redis, String prefix) {
        this.space = space;
        this.redis = redis == null ? null : new RedisSpace(redis, prefix + space.wire() + ":");
    }

    /**
     * The value of a key; loads it when there is none. An exception of the loader reaches all who wait for it, and nothing is
     * kept. The loader must not ask for the same key.
     *
     * @param ttl how old it may get; no longer than the namespace allows
     */
    public String get(String key, Duration ttl, Supplier<String> loader) {
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> other = loading.putIfAbsent(key, mine);
        if (other != null) {
            return joined(other);
        }
        try {
            mine.complete(look(key, ttl.compareTo(space.longest()) < 0 ? ttl : space.longest(), loader));
        } catch (RuntimeException | Error failure) {
            mine.completeExceptionally(failure);
        } finally {
            loading.remove(key, mine);
        }
        return joined(mine);
    }

    private static String joined(CompletableFuture<String> value) {
        try {
            return value.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private String look(String key, Duration ttl, Supplier<String> loader) {
        long before = invalidations.get();
        RedisSpace.Found found = inRedis(source -> {
            long suspicion = suspicions.get();
            boolean anew = suspicion != settled.get();
            RedisSpace.Found there = source.read(key, anew);
            if (anew) {
                local.invalidateAll();
                settled.accumulateAndGet(suspicion, Math::max);
            }
            return there;
        });
        if (found == null) {
            Kept kept = local.getIfPresent(key);
            if (kept != null) {
                return kept.value();
            }
        } else if (found.value() != null) {
            return found.value();
        }
        String value = loader.get();
        if (found != null) {
            inRedis(source -> {
                source.write(found, value, ttl);
                return true;
            });
        } else if (invalidations.get() == before) {
            local.put(key, new Kept(value, ttl.compareTo(LONGEST_ALONE) < 0 ? ttl : LONGEST_ALONE));
            if (invalidations.get() != before) {
                local.invalidate(key);
            }
        }
        return value;
    }

    /** The value of a key is not true any more. Whoever asks from now on gets a new one. */
    public void delete(String key) {
        invalidations.incrementAndGet();
        loading.remove(key);
        local.invalidate(key);
        unlessMissed(source -> {
            source.delete(key);
            return true;
        });
    }

    /** Nothing that is kept is true any more. */
    public void clear() {
        invalidations.incrementAndGet();
        loading.clear();
        local.invalidateAll();
        unlessMissed(source -> {
            source.anew();
            return true;
        });
    }

    /**
     * What fits a pattern is not true any more.
     *
     * @param countOnly to know how many there are, and leave them
     * @return how many keys fit, in Redis or, when it is away, in this process
     */
    public long clear(CachePattern pattern, boolean countOnly) {
        Pattern regex = pattern.regex();
        long here = local.asMap().keySet().stream().filter(key -> regex.matcher(key).matches()).count();
        if (!countOnly) {
            invalidations.incrementAndGet();
            loading.keySet().removeIf(key -> regex.matcher(key).matches());
            local.asMap().keySet().removeIf(key -> regex.matcher(key).matches());
        }
        Long there = countOnly
                ? inRedis(source -> source.clear(pattern, true))
                : unlessMissed(source -> source.clear(pattern, false));
        return there == null ? here : there;
    }

    /** An invalidation that Redis does not get makes everything suspect that it holds. */
    private <T> T unlessMissed(Function<RedisSpace, T> invalidation) {
        T done = inRedis(invalidation);
        if (done == null) {
            suspicions.incrementAndGet();
        }
        return done;
    }

    /** Null when Redis is away. */
    private <T> T inRedis(Function<RedisSpace, T> question) {
        if (redis == null || System.nanoTime() - awayUntil < 0) {
            return null;
        }
        try {
            lookAtServer();
            return question.apply(redis);
        } catch (RuntimeException away) {
            suspicions.incrementAndGet();
            awayUntil = System.nanoTime() + LEAVE_ALONE.toNanos();
            LOGGER.warnf("Redis does not answer, the cache %s is kept in this process: %s", space.wire(), away.toString());
            return null;
        }
    }

    /** A server that was started again may have come back with what it had some time ago. */
    private void lookAtServer() {
        long now = System.nanoTime();
        if (now - looked < LOOK_NANOS && runId != null) {
            return;
        }
        looked = now;
        String found = redis.runId();
        if (!found.equals(runId)) {
            suspicions.incrementAndGet();
            runId = found;
        }
    }
}
