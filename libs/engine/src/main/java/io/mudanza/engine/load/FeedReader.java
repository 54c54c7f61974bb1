package io.mudanza.engine.load;

import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.PartFeed;
import java.io.IOException;

/** A feed whose last line can be given back, for when a load begins again. */
final class FeedReader {

    private final PartFeed feed;
    private FeedLine back;

    FeedReader(PartFeed feed) {
        this.feed = feed;
    }

    FeedLine next() throws IOException, InterruptedException {
        if (back != null) {
            FeedLine line = back;
            back = null;
            return line;
        }
        return feed.next();
    }

    void giveBack(FeedLine line) {
        back = line;
    }

    PartFeed feed() {
        return feed;
    }
}
