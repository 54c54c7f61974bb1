package io.mudanza.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldBytesTest {

    @TempDir
    Path folder;

    private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();

    @Test
    void comeBackFromMemoryAndFileAsTheyWere() throws Exception {
        // Given
        byte[] bytes = new byte[3 * HeldBytes.CHUNK + 12_345];
        new Random(3).nextBytes(bytes);
        Path file = folder.resolve("beyond");
        HeldBytes held = new HeldBytes(free, file, 2L * HeldBytes.CHUNK);

        // When
        for (int at = 0; at < bytes.length; at += 100_000) {
            held.write(ByteBuffer.wrap(bytes, at, Math.min(100_000, bytes.length - at)));
        }

        // Then
        AtomicInteger ends = new AtomicInteger();
        for (int round = 0; round < 2; round++) {
            InputStream in = held.read(ends::incrementAndGet);
            assertThat(in.readAllBytes()).isEqualTo(bytes);
            in.close();
            in.close();
        }
        assertThat(ends).hasValue(2);
        assertThat(held.size()).isEqualTo(bytes.length);
        assertThat(file).exists();
        held.release();
        assertThat(file).doesNotExist();
        assertThat(free).hasSize(2);
    }

    @Test
    void thatWereNotReadToTheirEndStay() throws Exception {
        HeldBytes held = new HeldBytes(free, folder.resolve("none"), HeldBytes.CHUNK);
        held.write(ByteBuffer.wrap(new byte[10]));
        AtomicInteger ends = new AtomicInteger();

        InputStream in = held.read(ends::incrementAndGet);
        in.readNBytes(10);
        in.close();

        assertThat(ends).hasValue(0);
    }
}
