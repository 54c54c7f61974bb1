package io.mudanza.bundle.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictGzipTest {

    private static final byte[] TEXT = "something that is packed, ".repeat(400).getBytes(StandardCharsets.UTF_8);

    /** More than one buffer of the reader, also when packed. */
    private static final byte[] NOISE = new byte[200_000];

    static {
        new Random(7).nextBytes(NOISE);
    }

    @Test
    void everyMemberIsRead() throws IOException {
        // Given
        byte[] members = joined(packed(TEXT), packed(new byte[0]), packed(NOISE));

        // When
        byte[] plain = plain(members);

        // Then
        assertThat(plain).isEqualTo(joined(TEXT, NOISE));
    }

    @Test
    void everyCutIsFoundAlsoWithinALaterMember() throws IOException {
        // Given
        byte[] first = packed(NOISE);
        byte[] both = joined(first, packed(TEXT));

        for (int length = first.length + 1; length < both.length; length++) {
            // When
            byte[] cut = Arrays.copyOf(both, length);

            // Then
            assertThatThrownBy(() -> plain(cut)).as("%d", length).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9, 10, 30, 100_000})
    void whatFollowsTheLastMemberIsRefusedHoweverItLiesInTheBuffers(int garbage) throws IOException {
        // The last byte of the member at, before and behind the end of a buffer.
        int overhead = packed(Arrays.copyOf(NOISE, 1 << 16)).length - (1 << 16);
        for (int shift = 0; shift < 60; shift++) {
            // Given
            byte[] member = packed(Arrays.copyOf(NOISE, (1 << 16) - overhead - 30 + shift));
            byte[] followed = Arrays.copyOf(member, member.length + garbage);

            // When, Then
            assertThatThrownBy(() -> plain(followed)).isInstanceOf(ZipException.class);
        }
    }

    @Test
    void aWrongTrailerIsRefused() throws IOException {
        byte[] whole = packed(TEXT);
        for (int at = whole.length - 8; at < whole.length; at++) {
            // Given
            byte[] wrong = whole.clone();
            wrong[at] ^= 1;

            // When, Then
            assertThatThrownBy(() -> plain(wrong)).isInstanceOf(ZipException.class);
        }
    }

    private static byte[] plain(byte[] packed) throws IOException {
        try (StrictGzip in = new StrictGzip(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
