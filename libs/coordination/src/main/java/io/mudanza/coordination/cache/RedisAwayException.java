package io.mudanza.coordination.cache;

/** Redis does not answer, and what was asked for is in Redis only. */
public final class RedisAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisAwayException(RuntimeException cause) {
        super("Redis does not answer", cause);
    }
}
