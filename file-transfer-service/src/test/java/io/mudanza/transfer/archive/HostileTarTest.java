package io.mudanza.transfer.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mudanza.transfer.archive.ArchiveException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack rows 1 to 23: containers. */
class HostileTarTest {

    private static final Limits LIMITS = new Limits(1 << 20, 200, 50);

    static List<String> read(byte[] tar, Limits limits) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(tar), limits);
        List<String> names = new ArrayList<>();
        for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
            names.add(entry.name() + "=" + new String(reader.content().readAllBytes(), StandardCharsets.UTF_8));
        }
        return names;
    }

    private static Reason refusal(byte[] tar) {
        ArchiveException refused = catchThrowableOfType(ArchiveException.class, () -> read(tar, LIMITS));
        assertThat(refused).isNotNull();
        return refused.reason();
    }

    @Test
    void plainFilesAndFoldersOfTarAreRead() throws IOException {
        // Given
        byte[] tar = new TarBytes().folder("./").folder("./a/").file("./a/b.txt", "hello").pax("path=a/ñandú.txt", "mtime=1.5")
                .file("x", "long").end().bytes();

        // When
        List<String> names = read(tar, LIMITS);

        // Then
        assertThat(names).containsExactly("=", "a=", "a/b.txt=hello", "a/ñandú.txt=long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../b", "/abs", "C:\\s", "C:/s", "\\\\host\\s", "a/./b", "a//b", "..", "a\\b", "././a"})
    void row1NamesThatLeadOut(String name) {
        assertThat(refusal(new TarBytes().file(name, "x").end().bytes())).isEqualTo(Reason.UNSAFE);
    }

    @Test
    void row2ASafeHeaderNameThatAnExtensionReplaces() {
        assertThat(refusal(new TarBytes().pax("path=ok/../../evil").file("safe", "x").end().bytes())).isEqualTo(Reason.UNSAFE);
        assertThat(refusal(new TarBytes().entry("././@LongLink", 'L', "ok/../../evil\0".getBytes(StandardCharsets.UTF_8))
                .file("safe", "x").end().bytes())).isEqualTo(Reason.UNSAFE);
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '4', '6', '7', 'S', 'K', 'g', 'V', 'M', 'D', 'N', 'A', 'z'})
    void rows4to8LinksDevicesSparseAndUnknownTypes(char type) {
        assertThat(refusal(new TarBytes().link("a", type, "/etc").end().bytes())).isEqualTo(Reason.UNSAFE);
    }

    @Test
    void row6ASymbolicLinkIsRefusedBeforeAnythingIsWrittenThroughIt() {
        assertThat(refusal(new TarBytes().link("a", '2', "/etc").file("a/passwd", "x").end().bytes())).isEqualTo(Reason.UNSAFE);
    }

    @Test
    void row8SparseFilesByExtendedHeader() {
        assertThat(refusal(new TarBytes().pax("GNU.sparse.major=1", "GNU.sparse.realsize=2147483648").file("a", "x").end()
                .bytes())).isEqualTo(Reason.UNSAFE);
    }

    @ParameterizedTest
    @ValueSource(chars = {'L', 'x'})
    void row9AnExtendedHeaderOfHundredsOfMegabytesIsRefusedByItsSize(char type) {
        assertThat(refusal(new TarBytes().header(TarBytes.header("a", type, 300L << 20, "")).bytes())).isEqualTo(Reason.UNSAFE);
    }

    @Test
    void row10RecordsThatLie() {
        for (String record : List.of("99 path=a\n", "9 path=a", "0 path=a\n", "path=a\n", "10 path=a\n11 path=bb\n", "7 =abc\n",
                "15 linkpath=abc\n", "12 size=-12\n", "11 path=a\0b\n", "99999999999 path=a\n")) {
            byte[] tar = new TarBytes().entry("p", 'x', record.getBytes(StandardCharsets.UTF_8)).file("f", "x").end().bytes();
            assertThat(refusal(tar)).as(record).isEqualTo(Reason.UNSAFE);
        }
        assertThat(refusal(new TarBytes().pax("path=a").end().bytes())).as("dangling").isEqualTo(Reason.UNSAFE);
    }

    @Test
    void row11AnExtendedHeaderBeforeAnother() {
        byte[] longName = "other\0".getBytes(StandardCharsets.UTF_8);
        assertThat(refusal(new TarBytes().pax("size=1").entry("l", 'L', longName).file("f", "x").end().bytes()))
                .isEqualTo(Reason.UNSAFE);
        assertThat(refusal(new TarBytes().pax("size=5").file("f", "x").end().bytes())).as("two sizes").isEqualTo(Reason.UNSAFE);
    }

    @Test
    void row12AWrongChecksum() {
        byte[] block = TarBytes.header("a", '0', 0, "");
        block[0] = 'b';
        assertThat(refusal(new TarBytes().header(block).end().bytes())).isEqualTo(Reason.CORRUPT);
    }

    @Test
    void row13NegativeAndGiantSizes() {
        for (int first : new int[] {0xff, 0x80}) {
            byte[] block = TarBytes.header("a", '0', 0, "");
            Arrays.fill(block, 124, 136, (byte) 0xff);
            block[124] = (byte) first;
            assertThat(refusal(new TarBytes().header(TarBytes.sealed(block)).end().bytes())).isEqualTo(Reason.UNSAFE);
        }
        assertThat(refusal(new TarBytes().header(TarBytes.header("a", '0', 8L << 30, "")).end().bytes()))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void row14AFolderWithContent() {
        assertThat(refusal(new TarBytes().entry("x/", '0', "abc".getBytes(StandardCharsets.UTF_8)).end().bytes()))
                .isEqualTo(Reason.UNSAFE);
        assertThat(refusal(new TarBytes().entry("x", '5', "abc".getBytes(StandardCharsets.UTF_8)).end().bytes()))
                .isEqualTo(Reason.UNSAFE);
    }

    @Test
    void rows15And16AnEndThatIsMissing() {
        byte[] whole = new TarBytes().file("a", "x").end().bytes();
        for (int length : new int[] {0, 100, 512, 600, 1024, 1536}) {
            assertThat(refusal(Arrays.copyOf(whole, length))).as("%d bytes", length).isEqualTo(Reason.TRUNCATED);
        }
    }

    @Test
    void row17SomethingAfterTheEnd() {
        assertThat(refusal(new TarBytes().file("a", "x").end().file("b", "y").end().bytes())).isEqualTo(Reason.UNSAFE);
        assertThat(refusal(new TarBytes().file("a", "x").header(new byte[512]).file("b", "y").end().bytes()))
                .isEqualTo(Reason.UNSAFE);
    }

    @Test
    void row18NamesThatComeTwiceOrClash() {
        assertThat(refusal(new TarBytes().file("a", "x").file("a", "y").end().bytes())).isEqualTo(Reason.UNSAFE);
        assertThat(refusal(new TarBytes().file("A", "x").file("a", "y").end().bytes())).isEqualTo(Reason.UNSAFE);
        assertThat(refusal(new TarBytes().file("\u00e9", "x").file("e\u0301", "y").end().bytes())).isEqualTo(Reason.UNSAFE);
        assertThat(refusal(new TarBytes().file("a", "x").file("a/b", "y").end().bytes())).isEqualTo(Reason.UNSAFE);
        assertThat(refusal(new TarBytes().file("a/b", "x").file("a", "y").end().bytes())).isEqualTo(Reason.UNSAFE);
    }

    @Test
    void row19TooManyMembers() {
        TarBytes tar = new TarBytes();
        for (int i = 0; i < 51; i++) {
            tar.file("f" + i, "");
        }
        assertThat(refusal(tar.end().bytes())).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void row20DepthLengthAndControlCharacters() {
        assertThat(refusal(new TarBytes().pax("path=" + "a/".repeat(40) + "b").file("f", "x").end().bytes())).isEqualTo(Reason.UNSAFE);
        assertThat(refusal(new TarBytes().pax("path=" + "a".repeat(1100)).file("f", "x").end().bytes())).isEqualTo(Reason.UNSAFE);
        assertThat(refusal(new TarBytes().file("a\u001b[2Jb", "x").end().bytes())).isEqualTo(Reason.UNSAFE);
        byte[] invalid = TarBytes.header("a", '0', 0, "");
        invalid[1] = (byte) 0xc3;
        assertThat(refusal(new TarBytes().header(TarBytes.sealed(invalid)).end().bytes())).isEqualTo(Reason.UNSAFE);
        assertThat(EntryName.shown("a\u202Eb\u001b\nc")).isEqualTo("a\\u202eb\\u001b\\u000ac");
    }

    @Test
    void row22WrongMagic() {
        byte[] old = TarBytes.header("a", '0', 0, "");
        Arrays.fill(old, 257, 265, (byte) 0);
        assertThat(refusal(new TarBytes().header(TarBytes.sealed(old)).end().bytes())).isEqualTo(Reason.UNSAFE);
        assertThat(FileKind.of("<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8))).isEqualTo(FileKind.HTML);
        assertThat(FileKind.of(new byte[] {'P', 'K', 3, 4})).isEqualTo(FileKind.ZIP);
        assertThat(FileKind.of(new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c})).isEqualTo(FileKind.SEVEN_ZIP);
        assertThat(FileKind.of("-- x".getBytes(StandardCharsets.UTF_8))).isEqualTo(FileKind.SQL);
        assertThat(FileKind.of("#!/bin/sh".getBytes(StandardCharsets.UTF_8))).isEqualTo(FileKind.UNKNOWN);
    }
}
