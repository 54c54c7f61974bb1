package io.mudanza.bundle.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.BundleException.Code;
import io.mudanza.bundle.part.PartName;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.PartStore;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 1 to 23 of the attack table: the container. */
class ContainerAttackTest extends AttackTestBase {

    private static final String ROWS = "data/t0001/00000.copy.zst";

    @ParameterizedTest
    @DisplayName("B1 a part name that leaves its folder is refused, however well it is signed")
    @ValueSource(strings = {
        "../x", "a/../../b", "/abs", "C:\\\\x", "c:/x", "\\\\\\\\host\\\\s", ".", "..", "", "a//b", "a/./b", "a/", "/",
        "data\\\\x", ".hidden/x", "data/.drafts/x", "~/x", "data/%2e%2e/x", "feed.ndjson", "manifest.json", "000-head.json",
        "zzz-footer"
    })
    void b1Names(String name) throws Exception {
        assertRefused(withManifest(manifestJson.replace(ROWS, name)), Code.BUNDLE_INVALID);
        List<HostileTar.Member> renamed = new ArrayList<>(members);
        renamed.set(1, HostileTar.file(name.replace("\\\\", "\\"), members.get(1).body(), epoch));
        assertRefused(tar(renamed));
    }

    @ParameterizedTest
    @DisplayName("B2 an extension that renames the member after it is refused")
    @ValueSource(chars = {'x', 'L', 'K', 'N', 'X'})
    void b2Renaming(char type) throws Exception {
        String evil = type == 'x' || type == 'X' ? "30 path=ok/../../../../../evil\n" : "ok/../../evil\0";
        assertRefused(with(1, extension("safe", type, HostileTar.utf8(evil))));
    }

    @Test
    @DisplayName("B3 a folder that only begins like the store's is outside of it")
    void b3PrefixTrick() throws Exception {
        DirectoryPartStore store = new DirectoryPartStore(folder.resolve("out"));
        for (String name : new String[] {"../out-evil/x", "x/../../out-evil/y", folder + "/out-evil/x"}) {
            assertThat(PartName.isSafe(name)).isFalse();
            assertThatThrownBy(() -> store.draft(name)).isInstanceOf(BundleException.class);
            assertThatThrownBy(() -> store.open(name, 0)).isInstanceOf(BundleException.class);
        }
        assertThat(folder.resolve("out-evil")).doesNotExist();
    }

    @ParameterizedTest
    @DisplayName("B4 B5 B7 B8 every member that is no plain file is refused: links, devices, sparse files, unknown types")
    @ValueSource(chars = {'1', '2', '3', '4', '5', '6', '7', 'S', 'D', 'M', 'V', 'g', 'x', 'L', 'K', '\0', '8', 'Z'})
    void b4Types(char type) throws Exception {
        byte[] header = members.get(1).header().clone();
        header[156] = (byte) type;
        HostileTar.put(header, 157, "../../../etc/passwd");
        assertRefused(with(1, new HostileTar.Member(HostileTar.checksummed(header), members.get(1).body()), true));
        assertRefused(with(1, new HostileTar.Member(
                HostileTar.header("link", "00000000000\0", type, epoch), new byte[0])));
    }

    @Test
    @DisplayName("B6 a link that lies in the store already is not written through")
    void b6WriteThrough() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        DirectoryPartStore store = new DirectoryPartStore(Files.createDirectories(folder.resolve("store")));
        Files.createSymbolicLink(folder.resolve("store/data"), outside);
        assertThatThrownBy(() -> store.draft("data/x")).isInstanceOf(BundleException.class);
        Files.createDirectories(folder.resolve("store/schema"));
        Files.createSymbolicLink(folder.resolve("store/schema/x"), outside.resolve("x"));
        assertThatThrownBy(() -> store.draft("schema/x")).isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> store.open("schema/x", 0)).isInstanceOf(BundleException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    @DisplayName("B8 a sparse member that declares 2 GiB is refused")
    void b8Sparse() throws Exception {
        byte[] header = HostileTar.header(ROWS, "00000001000\0", 'S', epoch);
        HostileTar.put(header, 483, "20000000000\0");
        assertRefused(with(1, new HostileTar.Member(HostileTar.checksummed(header), new byte[512]), true));
        assertRefused(with(1, extension("pax", 'x', HostileTar.utf8(
                "22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n36 GNU.sparse.realsize=2147483648\n"))));
    }

    @ParameterizedTest
    @DisplayName("B9 a 300 MB extension is refused before anything of it is in memory")
    @ValueSource(chars = {'L', 'x', 'g'})
    void b9GiantExtension(char type) throws Exception {
        Path file = folder.resolve("giant");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(Arrays.copyOf(good, 2048));
            out.write(HostileTar.header("././@LongLink", String.format("%011o\0", 300 << 20), type, epoch));
            out.setLength(out.length() + (300 << 20));
            out.seek(out.length());
            out.write(good, 2048, good.length - 2048);
        }
        long before = allocated();
        assertThat(refusal(file)).isNotNull();
        assertThat(allocated() - before).as("bytes allocated").isLessThan(64 << 20);
    }

    @ParameterizedTest
    @DisplayName("B10 broken, doubled and dangling extensions are refused")
    @ValueSource(strings = {
        "99999 path=x\n", "5 path=x", "11 path=a\n11 path=b\n", "0 x=y\n", "-1 path=x\n", "14 path=\0evil\n", ""
    })
    void b10PaxRecords(String record) throws Exception {
        for (char type : new char[] {'x', 'g'}) {
            assertRefused(with(1, extension("pax", type, HostileTar.utf8(record))));
            assertRefused(with(members.size(), extension("dangling", type, HostileTar.utf8(record))));
        }
        assertRefused(HostileTar.join(extension("pax", 'g', HostileTar.utf8(record)).bytes(), good));
    }

    @Test
    @DisplayName("B11 an extension with a size before a long name is refused")
    void b11Smuggling() throws Exception {
        HostileTar.Member size = extension("pax", 'x', HostileTar.utf8("12 size=512\n"));
        HostileTar.Member name = extension("././@LongLink", 'L', HostileTar.utf8("evil\0"));
        assertRefused(with(1, new HostileTar.Member(size.header(),
                HostileTar.join(Arrays.copyOfRange(size.bytes(), 512, 1024), name.bytes()))));
    }

    @Test
    @DisplayName("B12 a header with a wrong checksum is refused")
    void b12Checksum() throws Exception {
        for (String sum : new String[] {"000000\0 ", "777777\0 ", "        ", "\0\0\0\0\0\0\0\0"}) {
            byte[] header = members.get(1).header().clone();
            HostileTar.put(header, 148, sum);
            assertRefused(with(1, new HostileTar.Member(header, members.get(1).body()), true));
        }
    }

    @ParameterizedTest
    @DisplayName("B13 a negative or giant size is refused before anything is allocated or skipped")
    @ValueSource(strings = {
        "-0000000001\0", "77777777777\0", "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u0001",
        "\u0080\0\0\0\u0040\0\0\0\0\0\0\0", "           \0", "0000000000x\0", "1.5\0\0\0\0\0\0\0\0\0"
    })
    void b13Sizes(String size) throws Exception {
        byte[] header = HostileTar.header(ROWS, size, '0', epoch);
        assertRefused(with(1, new HostileTar.Member(header, members.get(1).body()), true));
        byte[] first = good.clone();
        System.arraycopy(HostileTar.header("000-head.json", size, '0', epoch), 0, first, 0, 512);
        assertRefused(first);
        for (String number : new String[] {"-1", "4611686018427387904", "9223372036854775807", "1e400", "1e999999999"}) {
            long stored = manifest.parts().get(1).storedBytes();
            assertRefused(withManifest(manifestJson.replace("\"stored_bytes\":" + stored, "\"stored_bytes\":" + number)));
        }
    }

    @Test
    @DisplayName("B14 a folder with contents is refused")
    void b14FolderWithSize() throws Exception {
        byte[] body = HostileTar.file("evil", new byte[3], epoch).bytes();
        assertRefused(with(1, new HostileTar.Member(
                HostileTar.header("x/", String.format("%011o\0", body.length), '5', epoch), body)));
        assertRefused(with(1, new HostileTar.Member(HostileTar.header("x/", "00000000003\0", '0', epoch), new byte[3])));
    }

    @Test
    @DisplayName("B15 B16 a bundle that is cut anywhere, or empty, is refused")
    void b15Cuts() throws Exception {
        assertRefused(new byte[0], Code.BUNDLE_TRUNCATED);
        assertRefused(Arrays.copyOf(good, good.length - 512));
        assertRefused(Arrays.copyOf(good, good.length - 1024), Code.BUNDLE_TRUNCATED);
        for (int length = 1; length < good.length; length += 97) {
            assertRefused(Arrays.copyOf(good, length), Code.BUNDLE_TRUNCATED, Code.BUNDLE_INVALID);
        }
        int inside = 512 + 512 + head.length() / 2;
        assertRefused(Arrays.copyOf(good, inside), Code.BUNDLE_TRUNCATED);
    }

    @Test
    @DisplayName("B17 bytes after the end are refused, zeros too")
    void b17Appended() throws Exception {
        for (byte[] more : new byte[][] {new byte[1], new byte[512], new byte[10240], HostileTar.utf8("x"), good}) {
            assertRefused(HostileTar.join(good, more));
        }
    }

    @Test
    @DisplayName("B18 a part that is there twice is refused; names have no case and no accents to fold")
    void b18Duplicates() throws Exception {
        assertRefused(with(1, members.get(1)));
        String first = manifestJson.substring(manifestJson.indexOf("{\"name\":\"schema/"),
                manifestJson.indexOf("{\"name\":\"data/"));
        assertRefused(withManifest(manifestJson.replace(first, first + first)), Code.BUNDLE_INVALID);
        for (String name : new String[] {"DATA/t0001/00000.copy.zst", "data/T0001/x", "data/\u00e9", "data/e\u0301"}) {
            assertThat(PartName.isSafe(name)).as(name).isFalse();
        }
    }

    @Test
    @DisplayName("B19 a manifest with millions of parts is refused without building them")
    void b19Count() throws Exception {
        String bomb = manifestJson.replaceFirst("\"parts\":\\[", "\"parts\":[" + "{},".repeat(12_000_000));
        assertRefused(withManifest(bomb), Code.BUNDLE_INVALID);
    }

    @ParameterizedTest
    @DisplayName("B20 long, deep and strange names are refused and not repeated raw")
    @ValueSource(strings = {
        "data/\\u0000x", "data/\\u001b[31mx", "data/\\u202egpj.x", "data/a\\nb", "data/\\u200bx", "data/caf\\u00e9", "data/a b"
    })
    void b20Strange(String name) throws Exception {
        assertRefused(withManifest(manifestJson.replace(ROWS, name)), Code.BUNDLE_INVALID);
        assertRefused(withManifest(manifestJson.replace(ROWS, "data/" + "a".repeat(2000))), Code.BUNDLE_INVALID);
        assertRefused(withManifest(manifestJson.replace(ROWS, "data/" + "a/".repeat(2000) + "b")), Code.BUNDLE_INVALID);
    }

    @Test
    @DisplayName("B21 modes, owners and times of a stranger are refused; files of ours are for their owner only")
    void b21Metadata() throws Exception {
        for (String mode : new String[] {"0004755\0", "0007777\0", "0000644\0"}) {
            byte[] header = members.get(1).header().clone();
            HostileTar.put(header, 100, mode);
            assertRefused(with(1, new HostileTar.Member(HostileTar.checksummed(header), members.get(1).body()), true));
        }
        byte[] owner = members.get(1).header().clone();
        HostileTar.put(owner, 265, "root");
        assertRefused(with(1, new HostileTar.Member(HostileTar.checksummed(owner), members.get(1).body()), true));
        byte[] late = HostileTar.header(ROWS, String.format("%011o\0", members.get(1).body().length), '0', 253402300799L % (1L << 33));
        assertRefused(with(1, new HostileTar.Member(late, members.get(1).body()), true));
        DirectoryPartStore store = new DirectoryPartStore(folder.resolve("own"));
        try (PartStore.Draft draft = store.draft("data/x")) {
            draft.channel().write(ByteBuffer.allocate(1));
            draft.seal();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("own/data/x"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @DisplayName("B22 another kind of file is refused by how it begins")
    @ValueSource(strings = {"PK\u0003\u0004", "7z\u00bc\u00af'\u001c", "<html>", "\u001f\u008b\u0008", "(\u00b5/\u00fd", "PGDMP", "SQLite format 3\0", "%PDF-1.7"})
    void b22OtherFiles(String magic) throws Exception {
        byte[] file = new byte[10240];
        HostileTar.put(file, 0, magic);
        assertRefused(file, Code.BUNDLE_INVALID);
        // A polyglot: another kind of file in front of a good bundle.
        assertRefused(HostileTar.join(Arrays.copyOf(file, 512), good), Code.BUNDLE_INVALID);
    }

    @Test
    @DisplayName("B23 a bundle inside a bundle stays a file")
    void b23Nested() throws Exception {
        assertThat(refusal(good)).isNull();
        try (BundleFile bundle = BundleFile.open(Files.write(folder.resolve("outer"), good))) {
            assertThat(bundle.isSealed("media/blob/aa/bb")).isTrue();
            assertThat(bundle.open("media/blob/aa/bb", 0).readAllBytes()).isEqualTo(members.get(2).body());
        }
    }

    private byte[] with(int at, HostileTar.Member member) {
        return with(at, member, false);
    }

    private byte[] with(int at, HostileTar.Member member, boolean instead) {
        List<HostileTar.Member> changed = new ArrayList<>(members);
        if (instead) {
            changed.remove(at);
        }
        changed.add(at, member);
        return tar(changed);
    }

    private HostileTar.Member extension(String name, char type, byte[] body) {
        return new HostileTar.Member(
                HostileTar.header(name, String.format("%011o\0", body.length), type, epoch), body);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().threadId());
    }
}
