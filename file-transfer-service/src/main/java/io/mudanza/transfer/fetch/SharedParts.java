package io.mudanza.transfer.fetch;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.pieces.PieceAnswer;
import io.mudanza.steps.pieces.Sharing;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The parts of one fetch that other replicas bring. Thread-safe. */
final class SharedParts {

    private final StepContext context;
    private final Sharing sharing;
    private final DirectoryPartStore store;
    private final UUID remoteJob;
    private final int streams;
    private final AtomicInteger away = new AtomicInteger();
    private final AtomicInteger here = new AtomicInteger();
    private final Map<String, Integer> byOwner = new TreeMap<>();

    /** @param streams parts that this process brings at once */
    SharedParts(StepContext context, DirectoryPartStore store, UUID remoteJob, int streams) {
        this.context = context;
        this.sharing = context.sharing();
        this.store = store;
        this.remoteJob = remoteJob;
        this.streams = streams;
    }

    /** Whether the next part should be given away; if so, {@link #brought} has to follow. */
    boolean wanted() {
        if (here.get() < streams || away.get() >= 2 * sharing.streams()) {
            return false;
        }
        away.incrementAndGet();
        return true;
    }

    /** A part waits for this process, or is being brought by it. */
    void begins() {
        here.incrementAndGet();
    }

    /** It is here. */
    void ends() {
        here.decrementAndGet();
    }

    /** Has a part brought by another replica; false when none did. */
    boolean brought(Part part) throws IOException, InterruptedException {
        try {
            PieceAnswer answer = sharing.have(
                    BundleJson.write(new FetchPiece(remoteJob, part)), () -> here.get() < streams);
            if (!(answer instanceof PieceAnswer.Done done)) {
                return false;
            }
            if (!store.isSealed(done.result()) || store.length(done.result()) != part.storedBytes()) {
                return false;
            }
            store.rename(done.result(), part.name());
            synchronized (byOwner) {
                byOwner.merge(done.owner(), 1, Integer::sum);
            }
            return true;
        } finally {
            away.decrementAndGet();
        }
    }

    /** Says who did what, and removes what replicas brought too late. */
    void end() throws IOException {
        synchronized (byOwner) {
            if (!byOwner.isEmpty()) {
                context.log(LogLevel.INFO, "Parts that other replicas brought: " + byOwner.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue()).collect(Collectors.joining(", ")) + ".");
                store.removeFolder(FetchPiece.nameOf(0));
            }
        }
    }
}
