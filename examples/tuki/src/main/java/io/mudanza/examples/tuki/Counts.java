package io.mudanza.examples.tuki;

/** How many rows of each kind a scale means; scale 1 makes a database of about 200 MB with its indexes. */
record Counts(int users, int organizers, int locations, int categories, int events, int orders) {

    static Counts of(double scale) {
        if (!(scale > 0) || scale > 1000) {
            throw new IllegalArgumentException("The scale must be above 0 and at most 1000, not " + scale);
        }
        return new Counts(
                scaled(60_000, scale, 20), scaled(120, scale, 3), scaled(200, scale, 4), scaled(60, scale, 8),
                scaled(1_500, scale, 5), scaled(128_000, scale, 30));
    }

    private static int scaled(int atOne, double scale, int atLeast) {
        return (int) Math.max(atLeast, Math.round(atOne * scale));
    }

    /** One user in so many has a picture. */
    int avatarEvery() {
        return 100;
    }

    int tiersPerEvent() {
        return 4;
    }
}
