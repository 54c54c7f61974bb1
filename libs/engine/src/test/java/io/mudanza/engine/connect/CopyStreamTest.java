package io.mudanza.engine.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CopyStreamTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<byte[]> rows = new ArrayList<>();
    private final ByteArrayOutputStream row = new ByteArrayOutputStream();

    @Test
    void rowsGoToTheReceiverAndAllElseToTheDriver() throws Exception {
        // Given a server whose bytes arrive cut anywhere
        message('Z', new byte[] {'I'});
        message('H', new byte[3]);
        List<byte[]> wanted = new ArrayList<>();
        Random random = new Random(7);
        for (int length : new int[] {1, 4, 300, 70_000, 131_067, 131_068, 131_072, 400_000, 2}) {
            byte[] data = new byte[length];
            random.nextBytes(data);
            wanted.add(data);
            message('d', data);
            if (length == 300) {
                message('S', new byte[40]);
            }
        }
        message('c', new byte[0]);
        message('Z', new byte[] {'T'});
        CopyStream stream = new CopyStream(cut(sent.toByteArray(), random));
        readUntilAtRest(stream);

        // When
        stream.divertTo(this::take);
        ByteArrayOutputStream driver = new ByteArrayOutputStream();
        byte[] buffer = new byte[7];
        for (int got = stream.read(buffer, 0, 7); got > 0; got = stream.read(buffer, 0, 7)) {
            driver.write(buffer, 0, got);
        }
        stream.divertTo(null);

        // Then
        assertThat(rows).hasSameSizeAs(wanted);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).isEqualTo(wanted.get(i));
        }
        sent.reset();
        message('H', new byte[3]);
        message('S', new byte[40]);
        message('c', new byte[0]);
        message('Z', new byte[] {'T'});
        assertThat(driver.toByteArray()).isEqualTo(sent.toByteArray());
        assertThat(stream.atRest()).isTrue();
    }

    @Test
    void isNotAtRestWhileAnAnswerIsNotOver() throws Exception {
        message('Z', new byte[] {'I'});
        message('S', new byte[5]);
        CopyStream stream = new CopyStream(new ByteArrayInputStream(sent.toByteArray()));

        stream.readNBytes(sent.size());

        assertThat(stream.atRest()).isFalse();
    }

    @Test
    void aConnectionThatEndsWithinARowIsBroken() throws Exception {
        message('d', new byte[1000]);
        byte[] half = java.util.Arrays.copyOf(sent.toByteArray(), 500);
        CopyStream stream = new CopyStream(new ByteArrayInputStream(half));
        stream.divertTo(this::take);

        assertThatThrownBy(stream::read).isInstanceOf(EOFException.class);
    }

    @Test
    void aReceiverThatFailsEndsTheReading() throws Exception {
        message('d', new byte[10]);
        CopyStream stream = new CopyStream(new ByteArrayInputStream(sent.toByteArray()));
        stream.divertTo((bytes, offset, length, first, last) -> {
            throw new IOException("full");
        });

        assertThatThrownBy(stream::read).hasMessage("full");
    }

    private void take(byte[] bytes, int offset, int length, boolean first, boolean last) {
        assertThat(first).isEqualTo(row.size() == 0);
        assertThat(last || length >= 64).isTrue();
        row.write(bytes, offset, length);
        if (last) {
            rows.add(row.toByteArray());
            row.reset();
        }
    }

    private static void readUntilAtRest(CopyStream stream) throws IOException {
        assertThat(stream.readNBytes(6)).hasSize(6);
        assertThat(stream.atRest()).isTrue();
    }

    private void message(char type, byte[] contents) throws IOException {
        DataOutputStream out = new DataOutputStream(sent);
        out.writeByte(type);
        out.writeInt(contents.length + 4);
        out.write(contents);
    }

    private static InputStream cut(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(50_000)));
            }
        };
    }
}
