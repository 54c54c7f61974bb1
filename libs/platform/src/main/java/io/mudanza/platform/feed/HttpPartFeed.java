package io.mudanza.platform.feed;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.store.CarriedParts;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A feed served by another service of the node. A broken connection is opened again and the lines that were seen are
 * left out, so that a restart of that service only costs time. A new head with another bundle starts over.
 */
public final class HttpPartFeed implements PartFeed {

    /** The serving side writes a line every few seconds; a connection silent for this long is dead. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final int AHEAD = 1024;

    private final ServiceCall call;
    private final URI parts;
    private final BooleanSupplier cancelled;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>(AHEAD);
    private final Set<String> seen = new HashSet<>();
    private final CarriedBytes carried;
    private final Thread reader;
    private volatile InputStream connection;
    private volatile long lastLine = System.nanoTime();
    private volatile boolean closed;
    private UUID bundleId;
    private long announced;
    private boolean ended;

    /** What the reading thread hands over: a line, or why there will be none. */
    private record Arrival(FeedLine line, IOException trouble) {}

    /**
     * @param call      how to call the service
     * @param parts     address of the feed, without a slash at its end
     * @param cancelled asked about once a second while there is nothing to read
     * @param carrying  whether small parts should come with the lines that announce them, because they will be opened
     */
    public HttpPartFeed(ServiceCall call, URI parts, BooleanSupplier cancelled, boolean carrying) {
        this.call = call;
        this.parts = parts;
        this.cancelled = cancelled;
        this.carried = carrying ? new CarriedBytes() : null;
        this.reader = Thread.ofVirtual().name("feed-" + parts.getPath()).start(this::follow);
    }

    @Override
    public FeedLine next() throws IOException, InterruptedException {
        while (!ended) {
            Arrival arrival = arrivals.poll(1, TimeUnit.SECONDS);
            if (arrival == null) {
                if (cancelled.getAsBoolean()) {
                    throw new InterruptedException("the step is to stop");
                }
                dropDeadConnection();
            } else if (arrival.trouble() != null) {
                ended = true;
                throw arrival.trouble();
            } else {
                ended = isLast(arrival.line());
                return arrival.line();
            }
        }
        return null;
    }

    @Override
    public InputStream open(Part part) throws IOException {
        byte[] here = carried == null ? null : carried.take(part);
        if (here != null) {
            return new ByteArrayInputStream(here);
        }
        URI address = URI.create(parts + "/" + part.name());
        return new ResumingPartStream(call, address, part.storedBytes(), () -> closed || cancelled.getAsBoolean());
    }

    private void follow() {
        long patient = System.nanoTime();
        long wait = 100;
        try {
            while (!closed) {
                IOException trouble;
                try {
                    int before = seen.size();
                    if (readToEnd()) {
                        return;
                    }
                    trouble = new IOException("The feed of parts ended in the middle.");
                    if (seen.size() > before || Duration.ofNanos(lastLine - patient).isPositive()) {
                        patient = System.nanoTime();
                        wait = 100;
                    }
                } catch (BundleException e) {
                    // What the service wrote will not become better by reading it again.
                    arrivals.put(new Arrival(null, e));
                    return;
                } catch (IOException e) {
                    trouble = e;
                    patient = Math.max(patient, lastLine);
                }
                if (Duration.ofNanos(System.nanoTime() - patient).compareTo(call.patience()) > 0) {
                    arrivals.put(new Arrival(null, trouble));
                    return;
                }
                Thread.sleep(wait);
                wait = Math.min(wait * 2, 2_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(RuntimeException cause) {
        try {
            arrivals.put(new Arrival(null, new IOException("The feed of parts cannot be followed.", cause)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** True when the last line of the feed was read. */
    private boolean readToEnd() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = call.get(feed(), 0);
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException("The feed of parts was answered with status " + answer.statusCode() + ".");
            }
            connection = body;
            lastLine = System.nanoTime();
            BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            for (String text = lines.readLine(); text != null && !closed; text = lines.readLine()) {
                lastLine = System.nanoTime();
                FeedLine line = FeedJson.read(text);
                if (isNew(line)) {
                    arrivals.put(new Arrival(kept(line), null));
                }
                if (isLast(line)) {
                    return true;
                }
            }
            return false;
        } finally {
            connection = null;
        }
    }

    private URI feed() {
        return carried == null
                ? parts
                : URI.create(parts + "?carry=" + CarriedParts.LARGEST + "&carry_from=" + announced);
    }

    /** The line without the bytes that came with it, which wait to be opened. */
    private FeedLine kept(FeedLine line) {
        if (!(line instanceof FeedLine.Sealed sealed)) {
            return line;
        }
        if (carried != null && sealed.bytes() != null) {
            carried.put(sealed.part(), sealed.bytes());
        }
        return new FeedLine.Sealed(sealed.part());
    }

    private boolean isNew(FeedLine line) throws IOException {
        return switch (line) {
            case FeedLine.Opened opened -> {
                UUID id = ManifestJson.head(opened.head()).bundleId();
                if (!id.equals(bundleId)) {
                    bundleId = id;
                    seen.clear();
                    announced = 0;
                }
                yield seen.add(opened.head());
            }
            case FeedLine.Sealed sealed -> {
                boolean first = seen.add(sealed.part().name() + ' ' + sealed.part().sha256());
                announced += first ? 1 : 0;
                yield first;
            }
            case FeedLine.Completed _, FeedLine.Failed _ -> true;
            case FeedLine.Alive _ -> false;
        };
    }

    private static boolean isLast(FeedLine line) {
        return line instanceof FeedLine.Completed || line instanceof FeedLine.Failed;
    }

    private void dropDeadConnection() throws IOException {
        InputStream open = connection;
        if (open != null && Duration.ofNanos(System.nanoTime() - lastLine).compareTo(SILENCE) > 0) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        reader.interrupt();
        InputStream open = connection;
        if (open != null) {
            open.close();
        }
    }
}
