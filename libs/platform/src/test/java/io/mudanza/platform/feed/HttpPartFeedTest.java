package io.mudanza.platform.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.FeedJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpPartFeedTest {

    private FlakyService service;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @BeforeEach
    void start() throws IOException {
        service = new FlakyService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private HttpPartFeed feed(Duration patience) {
        return new HttpPartFeed(ServiceCall.with(address -> "Bearer x", patience), service.feed(), cancelled::get, true);
    }

    private static String opened(UUID bundle) {
        Head head = new Head(1, 0, null, bundle, Instant.EPOCH, "test", "node", "database", "15", 150000, "UTF8", "C", "C",
                "s", null, -1, false, false, false, true, -1, null, null, null, null, null, null);
        return FeedJson.write(new FeedLine.Opened(ManifestJson.write(head)));
    }

    private static Part part(String name, long length) {
        return new Part(name, PartKind.SCHEMA, null, 0, length, length, "0".repeat(64), RowDigest.EMPTY);
    }

    private static String sealed(String name) {
        return FeedJson.write(new FeedLine.Sealed(part(name, 1)));
    }

    private static List<String> names(HttpPartFeed feed) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (FeedLine line = feed.next(); line != null; line = feed.next()) {
            names.add(line instanceof FeedLine.Sealed sealed ? sealed.part().name() : line.getClass().getSimpleName());
        }
        return names;
    }

    @Test
    void tellsEveryLineOnceAcrossBrokenConnections() throws Exception {
        // Given a service that breaks after the first lines, and refuses twice before that
        service.refusals = 2;
        service.linesPerConnection = 2;
        service.lines.addAll(List.of(opened(UUID.randomUUID()), sealed("a"), sealed("b"),
                FeedJson.write(new FeedLine.Alive()), FeedJson.write(new FeedLine.Completed("{}", "{}"))));
        // When it is followed, and the service recovers once the first part was seen
        try (HttpPartFeed feed = feed(Duration.ofSeconds(20))) {
            assertThat(feed.next()).isInstanceOf(FeedLine.Opened.class);
            assertThat(feed.next()).isInstanceOf(FeedLine.Sealed.class);
            service.linesPerConnection = Integer.MAX_VALUE;
            // Then what was seen is not told again
            assertThat(names(feed)).containsExactly("b", "Completed");
        }
        assertThat(service.connections.get()).isGreaterThan(3);
    }

    @Test
    void tellsThePartsOfANewBundleAgain() throws Exception {
        // Given an export that began again: the same names, another bundle
        service.lines.addAll(List.of(opened(UUID.randomUUID()), sealed("a"), opened(UUID.randomUUID()), sealed("a"),
                FeedJson.write(new FeedLine.Failed("source_lost", "x"))));
        // When
        try (HttpPartFeed feed = feed(Duration.ofSeconds(5))) {
            // Then
            assertThat(names(feed)).containsExactly("Opened", "a", "Opened", "a", "Failed");
        }
    }

    @Test
    void givesUpWhenTheServiceStaysAway() throws Exception {
        // Given
        service.refusals = Integer.MAX_VALUE;
        // When
        try (HttpPartFeed feed = feed(Duration.ofMillis(300))) {
            // Then
            assertThatThrownBy(feed::next).isInstanceOf(IOException.class).hasMessageContaining("503");
            assertThat(feed.next()).isNull();
        }
    }

    @Test
    void stopsWaitingWhenTheStepIsToStop() throws Exception {
        // Given a feed that says nothing more
        service.lines.add(opened(UUID.randomUUID()));
        try (HttpPartFeed feed = feed(Duration.ofMinutes(5))) {
            assertThat(feed.next()).isInstanceOf(FeedLine.Opened.class);
            // When
            cancelled.set(true);
            // Then
            assertThatThrownBy(feed::next).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void readsAPartAcrossBrokenConnections() throws Exception {
        // Given a part of 100000 bytes that comes in pieces of 30000
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        service.parts.put("data/t0001/00000.copy.zst", bytes);
        service.bytesPerConnection = 30_000;
        // When
        try (HttpPartFeed feed = feed(Duration.ofSeconds(10));
                InputStream in = feed.open(part("data/t0001/00000.copy.zst", bytes.length))) {
            // Then
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void opensAPartThatCameWithItsLineWithoutAskingForIt() throws Exception {
        // Given a connection that breaks after one part, and another part that is too long for its line
        byte[] small = {1, 2, 3};
        service.parts.put("c", new byte[] {4});
        service.linesPerConnection = 2;
        service.lines.addAll(List.of(opened(UUID.randomUUID()),
                FeedJson.write(new FeedLine.Sealed(part("a", 3), small)),
                FeedJson.write(new FeedLine.Sealed(part("b", 3), small)), sealed("c")));
        try (HttpPartFeed feed = feed(Duration.ofSeconds(20))) {
            feed.next();
            assertThat(feed.next()).isEqualTo(new FeedLine.Sealed(part("a", 3)));
            service.linesPerConnection = Integer.MAX_VALUE;
            assertThat(feed.next()).isEqualTo(new FeedLine.Sealed(part("b", 3)));
            // When
            byte[] a = feed.open(part("a", 3)).readAllBytes();
            byte[] b = feed.open(part("b", 3)).readAllBytes();
            byte[] c = feed.open(part("c", 1)).readAllBytes();
            // Then
            assertThat(a).isEqualTo(small);
            assertThat(b).isEqualTo(small);
            assertThat(c).containsExactly(4);
            assertThat(service.queries.getFirst()).endsWith("carry_from=0");
            assertThat(service.queries.getLast()).endsWith("carry_from=1");
            // and a part is there once; a second load of it asks
            assertThatThrownBy(() -> feed.open(part("a", 3))).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void saysAtOnceThatAPartIsGone() throws Exception {
        // Given
        try (HttpPartFeed feed = feed(Duration.ofMinutes(5))) {
            // When
            // Then
            assertThatThrownBy(() -> feed.open(part("nothing", 1))).isInstanceOf(RefusedException.class);
        }
    }
}
