package io.mudanza.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Draws the faults of a campaign. The kinds come from a shuffled deck, so that each comes as often as its share. */
final class FaultDraw {
    private static final List<String> EVERYWHERE = List.of("outbox:acknowledged", "listener:handled");
    private static final List<String> EXPORTING = List.of(
            "step:claimed:export", "extract:part-sealed", "extract:part-sealed", "step:done:export", "step:written:export");
    private static final List<String> LOADING = List.of(
            "step:claimed:preflight", "step:written:preflight", "prepare:created", "step:claimed:load", "load:before-commit",
            "load:before-commit", "load:part-committed", "load:part-committed", "step:done:load", "step:written:load",
            "transfer:part-sealed", "media:file-staged", "step:done:stage_media", "step:claimed:verify", "step:done:verify",
            "step:written:verify", "step:claimed:publish", "publish:intent", "publish:drained", "publish:first-rename",
            "publish:before-commit", "publish:committed", "media:aside", "media:in", "publish:media", "publish:open",
            "publish:done", "step:done:publish", "step:written:publish", "step:done:certify", "step:written:certify",
            "step:claimed:clean_up", "step:written:clean_up");
    private static final List<String> FETCHING = List.of(
            "step:claimed:connect", "step:done:connect", "step:written:connect", "step:claimed:fetch", "step:done:fetch");
    private static final List<String> UNPACKING = List.of(
            "upload:written", "upload:kept", "step:claimed:unpack", "step:done:unpack", "step:written:unpack");
    private static final List<String> SENDING = List.of(
            "step:done:connect", "step:claimed:send", "step:done:send", "step:written:send");
    private static final List<String> ROLLING_BACK = List.of(
            "step:claimed:roll_back", "rollback:intent", "rollback:drained", "rollback:first-rename",
            "rollback:before-commit", "rollback:committed", "media:aside", "media:in", "rollback:media", "rollback:open",
            "rollback:done", "step:done:roll_back", "step:written:roll_back");
    private static final List<String> RESTORING = List.of(
            "step:claimed:unpack", "backup:unpacked", "step:done:unpack", "step:done:preflight", "step:claimed:load",
            "restore:prepared", "restore:role-made", "restore:before-commit", "restore:segment-committed", "restore:read",
            "restore:read-back", "restore:indexed", "restore:before-handover", "restore:handed-over", "restore:loaded",
            "step:done:load", "step:written:load", "media:file-staged", "step:done:stage_media", "step:claimed:merge_users",
            "restore:merged", "step:done:merge_users", "step:written:merge_users", "step:done:verify", "step:claimed:publish",
            "publish:first-rename", "publish:before-commit", "publish:committed", "media:aside", "media:in", "publish:done",
            "step:done:publish", "step:written:publish", "step:done:certify", "step:claimed:clean_up");
    private static final List<String> DISCARDING = List.of(
            "step:claimed:discard", "discard:database", "step:done:discard", "step:written:discard");
    private static final Set<String> OF_DATABASES =
            Set.of("publish:drained", "publish:first-rename", "rollback:drained", "rollback:first-rename");

    private final long seed;
    private final Course course;
    private final List<Kind> deck = new ArrayList<>();

    /**
     * @param disks  whether faults of full disks can be made here
     * @param course what the jobs do
     */
    FaultDraw(long seed, boolean disks, Course course) {
        this.seed = seed;
        this.course = course;
        for (Kind kind : Kind.values()) {
            if ((disks || !kind.needsDisks()) && !(course == Course.RESTORES && kind.needsPeer())) {
                deck.addAll(Collections.nCopies(kind.share(), kind));
            }
        }
        Collections.shuffle(deck, new Random(seed));
    }

    Fault draw(int number) {
        return switch (course) {
            case PIECES -> new PieceDraw(seed).draw(number);
            case SCHEDULES -> new ScheduleDraw(seed).draw(number);
            case MOVES, RESTORES, IN_PLACE -> move(number);
        };
    }

    private Fault move(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        random.nextInt();
        Kind kind = deck.get((number - 1) % deck.size());
        Operation drawn = operation(kind, random);
        boolean inPlace = course == Course.IN_PLACE;
        Operation operation = switch (course) {
            case MOVES, PIECES, SCHEDULES -> drawn;
            case RESTORES -> Operation.RESTORE;
            case IN_PLACE -> drawn == Operation.EXPORT ? Operation.ROLLBACK : drawn;
        };
        boolean fromSingle = random.nextBoolean();
        boolean atSource = operation.betweenNodes() ? random.nextInt(3) == 0 : operation == Operation.EXPORT;
        if (kind == Kind.FULL_TABLESPACE || kind == Kind.FULL_WAL) {
            // Only the platform of the node with services apart lies on small disks.
            fromSingle = true;
            atSource = false;
        }
        if (kind == Kind.CANCEL_AND_KILL) {
            atSource = false;
        }
        List<String> points = new ArrayList<>(points(kind, operation, atSource));
        if (inPlace) {
            points.removeIf(OF_DATABASES::contains);
            points.addAll(kind == Kind.CANCEL_AND_KILL ? List.of("discard:before-commit")
                    : atSource || operation == Operation.ROLLBACK ? List.of()
                    : List.of("prepare:before-commit", "prepare:before-commit", "publish:before-commit"));
        }
        String point = kind.atPoint() ? points.get(random.nextInt(points.size())) : null;
        int pass = point != null && (EVERYWHERE.contains(point) || point.contains("part") || point.contains("load:")
                || point.contains("upload") || point.contains("staged")
                || point.contains("segment")) ? 1 + random.nextInt(4) : 1;
        return new Fault(number, seed, kind, operation, inPlace, fromSingle, atSource, random.nextDouble(), point, pass,
                random.nextInt(4_500), 4_000 + random.nextInt(2_500));
    }

    private static Operation operation(Kind kind, Random random) {
        double drawn = random.nextDouble();
        return switch (kind) {
            case CUT_PEER, THROTTLE_PEER -> drawn < 0.6 ? Operation.PULL : Operation.PUSH;
            case FULL_TABLESPACE, FULL_WAL, CANCEL_AND_KILL -> drawn < 0.6 ? Operation.PULL : Operation.IMPORT;
            case KILL_SERVICE, KILL_INFRA, KILL_BACKEND, KILL_AT_POINT, KILL_INFRA_AT_POINT, STOP, STOP_AT_POINT, ZOMBIE,
                    KILL_LEADER, STOP_LEADER, CANCEL_WITH_PIECES, END_PIECE_SESSION, CUT_DATABASE, CUT_DATABASE_AT_POINT, FULL_STORE, FLUSH_REDIS, REPLAY_KAFKA -> drawn < 0.45
                            ? Operation.PULL : drawn < 0.65 ? Operation.PUSH : drawn < 0.75 ? Operation.EXPORT
                            : drawn < 0.88 ? Operation.IMPORT : Operation.ROLLBACK;
        };
    }

    private static List<String> points(Kind kind, Operation operation, boolean atSource) {
        List<String> points = new ArrayList<>();
        if (kind == Kind.CANCEL_AND_KILL) {
            return DISCARDING;
        }
        points.addAll(switch (operation) {
            case EXPORT, SCHEDULED -> EXPORTING;
            case ROLLBACK -> ROLLING_BACK;
            case PULL -> atSource ? EXPORTING : LOADING;
            case PUSH -> atSource ? EXPORTING : LOADING;
            case IMPORT -> LOADING;
            case RESTORE -> RESTORING;
        });
        switch (operation) {
            case PULL -> points.addAll(atSource ? List.of() : FETCHING);
            case PUSH -> points.addAll(atSource ? SENDING : UNPACKING);
            case IMPORT -> points.addAll(UNPACKING);
            case EXPORT, SCHEDULED, ROLLBACK, RESTORE -> { }
        }
        points.addAll(EVERYWHERE);
        return points;
    }
}
