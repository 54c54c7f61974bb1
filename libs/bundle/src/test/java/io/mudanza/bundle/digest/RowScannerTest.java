package io.mudanza.bundle.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.BundleException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowScannerTest {

    @Test
    void findsTheSameRowsWhereverTheStreamIsCut() throws Exception {
        // Given
        List<byte[][]> rows = List.of(
                new byte[][] {}, new byte[][] {null}, new byte[][] {bytes("a\nb"), new byte[0], null},
                new byte[][] {new byte[0]}, new byte[][] {new byte[] {-1, -1, -1, -1}, bytes("x".repeat(300))});
        byte[] binary = binary(rows);
        byte[] text = bytes("a\tb\n\nlong " + "x".repeat(200) + "\n\\N\n");
        Random random = new Random(7);

        for (CopyFormat format : CopyFormat.values()) {
            byte[] stream = format == CopyFormat.BINARY ? binary : text;
            RowDigest whole = scan(format, stream, stream.length, random);

            // When
            for (int step : new int[] {1, 2, 3, 5, 7, 64}) {
                RowDigest cut = scan(format, stream, step, random);

                // Then
                assertThat(cut).isEqualTo(whole);
            }
            for (int i = 0; i < 200; i++) {
                assertThat(scan(format, stream, -1, random)).isEqualTo(whole);
            }
            assertThat(whole.rows()).isEqualTo(format == CopyFormat.BINARY ? 5 : 4);
        }
    }

    @Test
    void refusesStreamsThatEndWithinARowOrGoOnAfterTheTrailer() throws Exception {
        byte[] binary = binary(List.<byte[][]>of(new byte[][] {bytes("value")}));
        for (int length = 0; length < binary.length; length++) {
            int end = length;
            assertThatThrownBy(() -> scan(CopyFormat.BINARY, java.util.Arrays.copyOf(binary, end), 4, new Random(1)))
                    .isInstanceOf(BundleException.class);
        }
        assertThatThrownBy(() -> scan(CopyFormat.BINARY, java.util.Arrays.copyOf(binary, binary.length + 1), 4, new Random(1)))
                .isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> scan(CopyFormat.TEXT, bytes("a\nb"), 4, new Random(1))).isInstanceOf(BundleException.class);
    }

    @Test
    void digestsAddUpInAnyOrder() throws Exception {
        RowDigest ab = scan(CopyFormat.TEXT, bytes("a\nb\nb\n"), 99, new Random(1));
        RowDigest ba = scan(CopyFormat.TEXT, bytes("b\nb\n"), 99, new Random(1))
                .plus(scan(CopyFormat.TEXT, bytes("a\n"), 99, new Random(1)));
        RowDigest once = scan(CopyFormat.TEXT, bytes("a\nb\n"), 99, new Random(1));

        assertThat(ba).isEqualTo(ab);
        assertThat(once).isNotEqualTo(ab);
    }

    private static RowDigest scan(CopyFormat format, byte[] stream, int step, Random random) throws Exception {
        DigestAccumulator digest = new DigestAccumulator();
        RowScanner scanner = RowScanner.of(format, new DigestSink(digest));
        for (int at = 0; at < stream.length; ) {
            int length = Math.min(stream.length - at, step > 0 ? step : 1 + random.nextInt(20));
            scanner.feed(stream, at, length);
            at += length;
        }
        scanner.end();
        return digest.digest();
    }

    private static byte[] binary(List<byte[][]> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(BinaryCopy.header());
        for (byte[][] row : rows) {
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) row.length).array());
            for (byte[] field : row) {
                out.writeBytes(ByteBuffer.allocate(4).putInt(field == null ? -1 : field.length).array());
                out.writeBytes(field == null ? new byte[0] : field);
            }
        }
        out.writeBytes(BinaryCopy.trailer());
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
