package io.mudanza.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws faults that strike around the moment at which a scheduled export is due, and while it runs. */
final class ScheduleDraw {
    private static final List<String> POINTS = List.of("schedule:before-commit", "schedule:before-commit", "schedule:committed",
            "schedule:committed", "outbox:acknowledged", "listener:handled", "step:claimed:export", "extract:part-sealed",
            "step:done:export", "step:written:export");

    private final long seed;
    private final List<Kind> deck = new ArrayList<>();

    ScheduleDraw(long seed) {
        this.seed = seed;
        for (Kind kind : Kind.values()) {
            deck.addAll(Collections.nCopies(kind.shareOfSchedules(), kind));
        }
        Collections.shuffle(deck, new Random(seed));
    }

    Fault draw(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        random.nextInt();
        Kind kind = deck.get((number - 1) % deck.size());
        boolean fromSingle = random.nextInt(3) == 0;
        String point = POINTS.get(random.nextInt(POINTS.size()));
        return new Fault(number, seed, kind, Operation.SCHEDULED, false, fromSingle, true, random.nextDouble(),
                kind.atPoint() ? point : null, 1, random.nextInt(9_000), 4_000 + random.nextInt(2_500));
    }
}
