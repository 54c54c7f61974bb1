package io.mudanza.campaign;

/** The kinds of faults, each with how often it comes among all. */
enum Kind {
    KILL_SERVICE(4),
    KILL_INFRA(3),
    KILL_BACKEND(1),
    KILL_AT_POINT(8),
    KILL_INFRA_AT_POINT(2),
    STOP(1),
    STOP_AT_POINT(2),
    ZOMBIE(1),
    CUT_PEER(2),
    THROTTLE_PEER(1),
    CUT_DATABASE(1),
    CUT_DATABASE_AT_POINT(1),
    FULL_STORE(1),
    FULL_TABLESPACE(1),
    FULL_WAL(1),
    FLUSH_REDIS(1),
    REPLAY_KAFKA(2),
    CANCEL_AND_KILL(2);

    private final int share;

    Kind(int share) {
        this.share = share;
    }

    int share() {
        return share;
    }

    /** Whether it strikes when a named point is reached, not after a time. */
    boolean atPoint() {
        return switch (this) {
            case KILL_AT_POINT, KILL_INFRA_AT_POINT, STOP_AT_POINT, ZOMBIE, CUT_DATABASE_AT_POINT, CANCEL_AND_KILL -> true;
            case KILL_SERVICE, KILL_INFRA, KILL_BACKEND, STOP, CUT_PEER, THROTTLE_PEER, CUT_DATABASE, FULL_STORE,
                    FULL_TABLESPACE, FULL_WAL, FLUSH_REDIS, REPLAY_KAFKA -> false;
        };
    }

    /** Whether it strikes what lies between two nodes. */
    boolean needsPeer() {
        return this == CUT_PEER || this == THROTTLE_PEER;
    }

    /** Whether it needs small file systems of its own. */
    boolean needsDisks() {
        return this == FULL_STORE || this == FULL_TABLESPACE || this == FULL_WAL;
    }
}
