package io.mudanza.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.tasks.Assistants;
import io.mudanza.engine.testing.Move;
import io.mudanza.engine.testing.Platforms;
import io.mudanza.engine.verify.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssistedLoadTest {

    @TempDir
    Path folder;

    @Test
    void partsThatOthersLoadAreInTheTargetOnce() throws Exception {
        // Given
        Move move = new Move(Platforms.torture(), folder);
        Manifest manifest = move.extract();
        DatabaseAddress target = Platforms.empty("assisted");
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch helped = new CountDownLatch(2);

        // When
        LoadSummary summary = move.load(new LoadRequest(target, 1, null, null, true).with(new InProcess() {
            @Override
            public Answer have(String content, BooleanSupplier takeBack) throws InterruptedException {
                int number = asked.incrementAndGet();
                return switch (number) {
                    case 1 -> frozen(content, number);
                    case 2 -> new Answer.NotDone(true, "");
                    case 3 -> {
                        // It did the work and died before it could say so.
                        done.incrementAndGet();
                        load(content, number);
                        helped.countDown();
                        yield new Answer.NotDone(false, mark() + number + ".");
                    }
                    default -> {
                        done.incrementAndGet();
                        load(content, number);
                        helped.countDown();
                        yield new Answer.Done("other", "{}");
                    }
                };
            }

            private Answer frozen(String content, int number) throws InterruptedException {
                CountDownLatch copying = new CountDownLatch(1);
                Thread.ofPlatform().daemon().start(() -> {
                    try {
                        AssistedLoad.load(content, target, mark() + number + ".", part -> new InputStream() {
                            @Override
                            public int read() throws IOException {
                                copying.countDown();
                                try {
                                    never.await();
                                } catch (InterruptedException e) {
                                    throw new IOException(e);
                                }
                                return -1;
                            }
                        }, Cancellation.NEVER);
                    } catch (EngineException | InterruptedException e) {
                        // As expected of one whose session is ended.
                    }
                });
                copying.await();
                return new Answer.NotDone(false, mark() + number + ".");
            }

            private void load(String content, int number) throws InterruptedException {
                try {
                    AssistedLoad.load(content, target, mark() + number + ".",
                            part -> move.store().open(part.name(), 0), Cancellation.NEVER);
                } catch (EngineException e) {
                    throw new IllegalStateException(e);
                }
            }
        }), new Unhurried(move.feed(), helped), Cancellation.NEVER);
        never.countDown();

        // Then
        assertThat(done.get()).isGreaterThan(1);
        assertThat(summary.rows()).isEqualTo(manifest.parts().stream()
                .filter(part -> part.kind() == PartKind.ROWS).mapToLong(part -> part.rows()).sum());
        assertThat(InterruptedLoadTest.verdictOfTables(target, move, manifest)).containsOnly(Verdict.EQUAL);
        Loader.removeLedger(target);
        assertThat(Platforms.dump(target)).isEqualTo(Platforms.dump(Platforms.torture()));
    }

    /** Own workers get no rows before others have loaded some, however fast this machine is. */
    private record Unhurried(PartFeed feed, CountDownLatch helped) implements PartFeed {
        @Override
        public FeedLine next() throws IOException, InterruptedException {
            return feed.next();
        }

        @Override
        public InputStream open(Part part) throws IOException {
            try {
                if (part.kind() == PartKind.ROWS && !helped.await(60, TimeUnit.SECONDS)) {
                    throw new IOException("nobody helped");
                }
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            return feed.open(part);
        }

        @Override
        public void close() throws IOException {
            feed.close();
        }
    }

    private abstract static class InProcess implements Assistants {
        @Override
        public int streams() {
            return 2;
        }

        @Override
        public String mark() {
            return "mudanza-piece-test-";
        }
    }
}
