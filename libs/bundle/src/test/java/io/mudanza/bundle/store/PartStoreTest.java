package io.mudanza.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.tar.SampleBundle;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartStoreTest {

    @TempDir
    Path folder;

    private DirectoryPartStore store;

    @BeforeEach
    void store() {
        store = new DirectoryPartStore(folder.resolve("b"));
    }

    @Test
    void aPartIsNotThereBeforeItIsSealed() throws Exception {
        try (PartStore.Draft draft = store.draft("data/x")) {
            draft.channel().write(ByteBuffer.wrap(new byte[] {1}));
            assertThat(store.isSealed("data/x")).isFalse();
        }
        assertThat(store.isSealed("data/x")).isFalse();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void namesStayInsideTheFolder() {
        for (String name : new String[] {"../x", "a/../b", "/a", "a//b", "a/", ".", "..", ".hidden", "a\\b", "A", "a b", "",
            "a/.drafts/x", "x".repeat(100), "ä", "a\nb"}) {
            assertThatThrownBy(() -> store.draft(name)).as(name).isInstanceOf(BundleException.class);
            assertThatThrownBy(() -> store.open(name, 0)).as(name).isInstanceOf(BundleException.class);
        }
    }

    @Test
    void damageIsFoundWhereverItIs() throws Exception {
        Part part = SampleBundle.part(store, "data/x", PartKind.SCHEMA, null, "some text\n".repeat(50), null);
        byte[] stored;
        try (InputStream in = store.open("data/x", 0)) {
            stored = in.readAllBytes();
        }
        for (int i = 0; i < stored.length; i++) {
            byte[] altered = stored.clone();
            altered[i] ^= 1;
            assertCorrupt(part, altered);
            assertCorrupt(part, Arrays.copyOf(stored, i));
        }
        assertCorrupt(part, Arrays.copyOf(stored, stored.length + 1));
        byte[] twice = Arrays.copyOf(stored, stored.length * 2);
        System.arraycopy(stored, 0, twice, stored.length, stored.length);
        assertCorrupt(part, twice);
    }

    @Test
    void aBombIsStoppedAtTheAnnouncedLength() throws Exception {
        Part part = SampleBundle.part(store, "data/x", PartKind.SCHEMA, null, "\0".repeat(50_000_000), null);
        Part lying = new Part(part.name(), part.kind(), null, 0, 100, part.storedBytes(), part.sha256(), null);
        try (PartReader reader = new PartReader(lying, store.open("data/x", 0))) {
            assertThatThrownBy(() -> reader.readNBytes(1 << 20)).isInstanceOf(BundleException.class);
        }
    }

    @Test
    void aFeedIsFollowedWhileItGrowsAndAfterACrash() throws Exception {
        // Given
        CompletableFuture<FeedLine> first = CompletableFuture.supplyAsync(() -> follow(1));
        try (FeedLog log = new FeedLog(store.feedFile())) {
            log.append(new FeedLine.Opened("{}"));
            assertThat(first.get()).isEqualTo(new FeedLine.Opened("{}"));
            log.append(new FeedLine.Failed("source_lost", "gone"));
        }
        Files.writeString(store.feedFile(), "{\"type\":\"sea", StandardOpenOption.APPEND);

        // When
        try (FeedLog log = new FeedLog(store.feedFile())) {
            log.append(new FeedLine.Opened("{\"again\":1}"));
            log.append(new FeedLine.Completed("manifest \u2028 \n ñ", "sig"));
        }

        // Then
        try (StoreFeed feed = new StoreFeed(store, Duration.ofMillis(100))) {
            assertThat(feed.next()).isEqualTo(new FeedLine.Opened("{\"again\":1}"));
            assertThat(feed.next()).isEqualTo(new FeedLine.Completed("manifest \u2028 \n ñ", "sig"));
            assertThat(feed.next()).isNull();
        }
    }

    private FeedLine follow(int lines) {
        try (StoreFeed feed = new StoreFeed(store)) {
            FeedLine line = null;
            for (int i = 0; i < lines; i++) {
                line = feed.next();
            }
            return line;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertCorrupt(Part part, byte[] stored) {
        assertThatThrownBy(() -> {
                    try (PartReader reader = new PartReader(part, new ByteArrayInputStream(stored))) {
                        reader.readAllBytes();
                    }
                })
                .isInstanceOfSatisfying(BundleException.class,
                        e -> assertThat(e.code()).isEqualTo(BundleException.Code.BUNDLE_PART_CORRUPT));
    }
}
