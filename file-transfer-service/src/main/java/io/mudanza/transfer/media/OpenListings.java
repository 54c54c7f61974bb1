package io.mudanza.transfer.media;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Listings that stopped at the end of a page, by where they go on: whoever asks for the next page soon does not read the
 * folders again. Thread-safe.
 */
final class OpenListings {

    private static final int MOST = 8;
    private static final long NANOS = Duration.ofSeconds(60).toNanos();

    private final Map<Place, Kept> kept = new LinkedHashMap<>();

    private record Place(Object folder, String after) {}

    private record Kept(Listing listing, long since) {}

    /** The listing that stopped behind this key, for one caller. */
    synchronized Optional<Listing> take(Object folder, String after) {
        forgetOld();
        return Optional.ofNullable(kept.remove(new Place(folder, after))).map(Kept::listing);
    }

    synchronized void keep(Object folder, String after, Listing listing) {
        forgetOld();
        kept.remove(new Place(folder, after));
        kept.put(new Place(folder, after), new Kept(listing, System.nanoTime()));
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    private void forgetOld() {
        Iterator<Kept> each = kept.values().iterator();
        while (each.hasNext() && System.nanoTime() - each.next().since() > NANOS) {
            each.remove();
        }
    }
}
