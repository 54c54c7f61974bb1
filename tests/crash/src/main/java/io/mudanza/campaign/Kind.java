package io.mudanza.campaign;

/** The kinds of faults, each with how often it comes among all. */
enum Kind {
    KILL_SERVICE(4, 2, 6),
    KILL_INFRA(3, 0, 2),
    KILL_BACKEND(1, 0, 0),
    KILL_AT_POINT(8, 5, 6),
    KILL_INFRA_AT_POINT(2, 1, 1),
    STOP(1, 1, 1),
    STOP_AT_POINT(2, 5, 2),
    ZOMBIE(1, 0, 0),
    CUT_PEER(2, 0, 0),
    THROTTLE_PEER(1, 0, 0),
    CUT_DATABASE(1, 0, 0),
    CUT_DATABASE_AT_POINT(1, 2, 0),
    FULL_STORE(1, 0, 0),
    FULL_TABLESPACE(1, 0, 0),
    FULL_WAL(1, 0, 0),
    FLUSH_REDIS(1, 0, 1),
    REPLAY_KAFKA(2, 0, 2),
    CANCEL_AND_KILL(2, 0, 0),
    KILL_LEADER(0, 5, 0),
    STOP_LEADER(0, 4, 0),
    CANCEL_WITH_PIECES(0, 4, 0),
    END_PIECE_SESSION(0, 2, 0);

    private final int share;
    private final int ofPieces;
    private final int ofSchedules;

    Kind(int share, int ofPieces, int ofSchedules) {
        this.share = share;
        this.ofPieces = ofPieces;
        this.ofSchedules = ofSchedules;
    }

    int share() {
        return share;
    }

    /** How often where two replicas share the pieces of a step. */
    int shareOfPieces() {
        return ofPieces;
    }

    /** How often where a schedule is due. */
    int shareOfSchedules() {
        return ofSchedules;
    }

    /** Whether it strikes when a named point is reached, not after a time. */
    boolean atPoint() {
        return switch (this) {
            case KILL_AT_POINT, KILL_INFRA_AT_POINT, STOP_AT_POINT, ZOMBIE, CUT_DATABASE_AT_POINT, CANCEL_AND_KILL,
                    KILL_LEADER, STOP_LEADER, CANCEL_WITH_PIECES, END_PIECE_SESSION -> true;
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
