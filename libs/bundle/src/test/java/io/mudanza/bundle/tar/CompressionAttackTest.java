package io.mudanza.bundle.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.BundleException.Code;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.PartReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows 24 and 27 to 30 of the attack table: compression. Bundles hold zstd only, so there is no gzip to attack. */
class CompressionAttackTest {

    @Test
    @DisplayName("B24 a zstd bomb stops one buffer after what was announced; one that is announced is refused by its ratio")
    void b24Bomb() throws Exception {
        byte[] bomb = Zstd.compress(new byte[200 << 20]);
        assertThat(bomb.length).isLessThan(10_000);
        long came = 0;
        try (PartReader reader = reader(bomb, 1000)) {
            byte[] buffer = new byte[8192];
            while (true) {
                came += reader.read(buffer);
            }
        } catch (BundleException refused) {
            assertThat(refused.code()).isEqualTo(Code.BUNDLE_PART_CORRUPT);
        }
        assertThat(came).isLessThanOrEqualTo(1000);
        Part announced = part(bomb, 1L << 50);
        assertThatThrownBy(() -> ManifestJson.check(announced, null)).isInstanceOfSatisfying(
                BundleException.class, e -> assertThat(e.code()).isEqualTo(Code.BUNDLE_INVALID));
    }

    @Test
    @DisplayName("B27 bytes after the end of the compressed data are refused, well announced or not")
    void b27Garbage() throws Exception {
        byte[] good = Zstd.compress("plain".getBytes());
        assertThat(text(good, 5)).isEqualTo("plain");
        for (byte[] more : new byte[][] {{0}, "garbage".getBytes(), Zstd.compress("more".getBytes()), {(byte) 0x1f, (byte) 0x8b}}) {
            assertCorrupt(HostileTar.join(good, more), 5);
            Part short1 = part(good, 5);
            assertThatThrownBy(() -> new PartReader(short1,
                    new ByteArrayInputStream(HostileTar.join(good, more))).readAllBytes())
                    .isInstanceOf(BundleException.class);
        }
    }

    @Test
    @DisplayName("B28 a frame that wants a window of more than 8 MiB is refused")
    void b28Window() throws Exception {
        byte[] plain = new byte[20 << 20];
        new Random(1).nextBytes(plain);
        for (int window : new int[] {24, 27, 31}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(out, 1)) {
                zstd.setLong(Math.min(window, 27));
                zstd.write(plain);
            }
            byte[] bytes = out.toByteArray();
            if (window > 27) {
                // The library makes none that large: its descriptor is written by hand (exponent 21, so 2^31).
                bytes[5] = (byte) (21 << 3);
            }
            assertCorrupt(bytes, plain.length);
        }
    }

    @Test
    @DisplayName("B29 data that is cut between two frames is refused")
    void b29FrameBoundary() throws Exception {
        byte[] first = Zstd.compress("first".getBytes());
        byte[] second = Zstd.compress("second".getBytes());
        byte[] whole = HostileTar.join(first, second);
        assertThat(text(whole, 11)).isEqualTo("firstsecond");
        assertThatThrownBy(() -> new PartReader(part(whole, 11), new ByteArrayInputStream(first)).readAllBytes())
                .isInstanceOf(BundleException.class);
        assertCorrupt(first, 11);
    }

    @Test
    @DisplayName("B30 what was read of a damaged part never ends well")
    void b30LateFailure() throws Exception {
        byte[] plain = new byte[4 << 20];
        new Random(2).nextBytes(plain);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(out, 1).setChecksum(true)) {
            zstd.write(plain);
        }
        byte[] stored = out.toByteArray();
        byte[] damaged = stored.clone();
        damaged[stored.length - 1] ^= 1;
        for (Part announced : new Part[] {part(stored, plain.length), part(damaged, plain.length)}) {
            long came = 0;
            boolean ended = false;
            try (PartReader reader = new PartReader(announced, new ByteArrayInputStream(damaged))) {
                byte[] buffer = new byte[8192];
                int read = reader.read(buffer);
                while (read >= 0) {
                    came += read;
                    read = reader.read(buffer);
                }
                ended = true;
            } catch (BundleException refused) {
                assertThat(refused.code()).isEqualTo(Code.BUNDLE_PART_CORRUPT);
            }
            assertThat(came).as("bytes were delivered before").isPositive();
            assertThat(ended).as("the end was told").isFalse();
        }
    }

    private static void assertCorrupt(byte[] stored, long plain) {
        assertThatThrownBy(() -> text(stored, plain)).isInstanceOfSatisfying(
                BundleException.class, e -> assertThat(e.code()).isEqualTo(Code.BUNDLE_PART_CORRUPT));
    }

    private static String text(byte[] stored, long plain) throws Exception {
        try (InputStream in = reader(stored, plain)) {
            return new String(in.readAllBytes());
        }
    }

    private static PartReader reader(byte[] stored, long plain) throws Exception {
        return new PartReader(part(stored, plain), new ByteArrayInputStream(stored));
    }

    /** Announces exactly these stored bytes, so that only the contents can be refused. */
    private static Part part(byte[] stored, long plain) {
        return new Part("schema/x", PartKind.SCHEMA, null, 0, plain, stored.length,
                Sha256.hex(Arrays.copyOf(stored, stored.length)), null);
    }
}
