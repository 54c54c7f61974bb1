package io.mudanza.transfer.received;

import io.mudanza.bundle.store.StoreFeed;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The feeds that are being followed now; a stopping service ends them instead of waiting for their readers. */
@Singleton
class OpenFeeds {

    private static final Logger LOG = Logger.getLogger(OpenFeeds.class);

    private final Set<StoreFeed> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    boolean stopping() {
        return stopping;
    }

    void add(StoreFeed feed) {
        open.add(feed);
    }

    void remove(StoreFeed feed) {
        open.remove(feed);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        for (StoreFeed feed : open) {
            try {
                feed.close();
            } catch (IOException failed) {
                LOG.warnf("a feed could not be closed: %s", failed.getMessage());
            }
        }
    }
}
