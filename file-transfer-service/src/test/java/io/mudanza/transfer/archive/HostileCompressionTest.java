package io.mudanza.transfer.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import io.mudanza.transfer.archive.ArchiveException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Attack rows 24 to 30: compression. */
class HostileCompressionTest {

    private static final Limits LIMITS = new Limits(64L << 20, 200, 50);
    private static final byte[] TEXT = "something that is packed, ".repeat(400).getBytes(StandardCharsets.UTF_8);

    private static byte[] expand(byte[] packed, FileKind kind) throws IOException {
        try (Expanded plain = Expanded.of(new ByteArrayInputStream(packed), kind, LIMITS)) {
            return plain.readAllBytes();
        }
    }

    private static Reason refusal(byte[] packed, FileKind kind) {
        ArchiveException refused = catchThrowableOfType(ArchiveException.class, () -> expand(packed, kind));
        assertThat(refused).isNotNull();
        return refused.reason();
    }

    @Test
    void row24ABombIsCountedBehindTheDecoder() {
        byte[] zeros = new byte[40 << 20];
        assertThat(refusal(TarBytes.gzip(zeros), FileKind.GZIP)).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal(Zstd.compress(zeros), FileKind.ZSTD)).isEqualTo(Reason.TOO_LARGE);
        byte[] noise = new byte[65 << 20];
        new Random(1).nextBytes(noise);
        assertThat(refusal(TarBytes.gzip(noise), FileKind.GZIP)).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void row25EveryCutAndEveryWrongTrailerIsFound() {
        byte[] whole = TarBytes.gzip(TEXT);
        for (int length = 0; length < whole.length; length++) {
            assertThat(refusal(Arrays.copyOf(whole, length), FileKind.GZIP)).as("%d", length).isEqualTo(Reason.TRUNCATED);
        }
        for (int at = whole.length - 8; at < whole.length; at++) {
            byte[] wrong = whole.clone();
            wrong[at] ^= 1;
            assertThat(refusal(wrong, FileKind.GZIP)).isEqualTo(Reason.CORRUPT);
        }
    }

    @Test
    void row26EveryMemberIsRead() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(TarBytes.gzip("one".getBytes(StandardCharsets.UTF_8)));
        members.write(TarBytes.gzip(new byte[0]));
        members.write(TarBytes.gzip("two".getBytes(StandardCharsets.UTF_8)));
        assertThat(expand(members.toByteArray(), FileKind.GZIP)).isEqualTo("onetwo".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void row27WhatFollowsTheLastMemberIsRefused() {
        byte[] gzip = TarBytes.gzip(TEXT);
        byte[] zstd = Zstd.compress(TEXT);
        assertThat(refusal(Arrays.copyOf(gzip, gzip.length + 1), FileKind.GZIP)).isEqualTo(Reason.CORRUPT);
        byte[] garbage = Arrays.copyOf(zstd, zstd.length + 20);
        Arrays.fill(garbage, zstd.length, garbage.length, (byte) 'x');
        assertThat(refusal(garbage, FileKind.ZSTD)).isEqualTo(Reason.CORRUPT);
    }

    @Test
    void row28AWindowBeyondAllMeasureIsRefused() throws IOException {
        // A frame of one letter whose header asks for a window of 2 GiB.
        byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) 0xa8, 9, 0, 0, 'a'};
        assertThat(refusal(frame, FileKind.ZSTD)).isEqualTo(Reason.CORRUPT);
        frame[5] = (byte) (17 << 3);
        assertThat(expand(frame, FileKind.ZSTD)).as("128 MiB").isEqualTo(new byte[] {'a'});
    }

    @Test
    void row29AZstdThatIsCutIsFoundWithinAFrameAndByTheArchiveBetweenFrames() {
        byte[] tar = new TarBytes().file("a", "x").file("b", "y").end().bytes();
        byte[] first = Zstd.compress(Arrays.copyOf(tar, 1024));
        assertThat(refusal(Arrays.copyOf(first, first.length - 3), FileKind.ZSTD)).isEqualTo(Reason.TRUNCATED);
        ArchiveException cut = catchThrowableOfType(
                ArchiveException.class, () -> HostileTarTest.read(expand(first, FileKind.ZSTD), LIMITS));
        assertThat(cut.reason()).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void flippedBitsAreFound() {
        byte[] whole = TarBytes.gzip(TEXT);
        for (int at = 10; at < whole.length; at++) {
            byte[] wrong = whole.clone();
            wrong[at] ^= 0x10;
            ArchiveException refused = catchThrowableOfType(ArchiveException.class, () -> expand(wrong, FileKind.GZIP));
            assertThat(refused).as("%d", at).isNotNull();
        }
    }
}
