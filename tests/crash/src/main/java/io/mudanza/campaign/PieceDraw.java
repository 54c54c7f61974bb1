package io.mudanza.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws faults that strike while a piece of a step is out at another replica. The node with two of each worker is always hit. */
final class PieceDraw {
    private static final List<String> LOADING = List.of("piece:claimed:load", "piece:before-commit", "piece:before-commit",
            "piece:part-committed", "piece:done:load");
    private static final List<String> FETCHING = List.of("piece:claimed:fetch", "piece:done:fetch");
    private static final List<String> EXPORTING = List.of("piece:claimed:export", "piece:done:export");

    private final long seed;
    private final List<Kind> deck = new ArrayList<>();

    PieceDraw(long seed) {
        this.seed = seed;
        for (Kind kind : Kind.values()) {
            deck.addAll(Collections.nCopies(kind.shareOfPieces(), kind));
        }
        Collections.shuffle(deck, new Random(seed));
    }

    Fault draw(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        random.nextInt();
        Kind kind = deck.get((number - 1) % deck.size());
        double what = random.nextDouble();
        boolean way = random.nextBoolean();
        boolean loads = kind == Kind.END_PIECE_SESSION || what < 0.5;
        boolean fetches = !loads && what < 0.75;
        boolean exports = !loads && !fetches;
        Operation operation = loads ? way ? Operation.PULL : Operation.IMPORT
                : exports && way ? Operation.EXPORT : Operation.PULL;
        List<String> points = loads ? LOADING : fetches ? FETCHING : EXPORTING;
        String point = kind == Kind.END_PIECE_SESSION ? "piece:before-commit" : points.get(random.nextInt(points.size()));
        boolean inPlace = loads && random.nextInt(4) == 0;
        int pass = 1 + random.nextInt(3);
        return new Fault(number, seed, kind, operation, inPlace, !exports, exports, random.nextDouble(),
                kind.atPoint() ? point : null, pass, 500 + random.nextInt(5_000), 4_000 + random.nextInt(2_500));
    }
}
