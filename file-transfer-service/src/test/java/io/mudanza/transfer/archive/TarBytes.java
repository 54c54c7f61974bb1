package io.mudanza.transfer.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes tars byte by byte, also such as no honest program writes. */
public final class TarBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public TarBytes file(String name, String content) {
        return entry(name, '0', content.getBytes(StandardCharsets.UTF_8));
    }

    public TarBytes folder(String name) {
        return entry(name, '5', new byte[0]);
    }

    public TarBytes entry(String name, char type, byte[] content) {
        return header(header(name, type, content.length, "")).body(content);
    }

    public TarBytes link(String name, char type, String target) {
        return header(header(name, type, 0, target));
    }

    public TarBytes header(byte[] block) {
        out.writeBytes(block);
        return this;
    }

    public TarBytes body(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[(512 - content.length % 512) % 512]);
        return this;
    }

    public TarBytes pax(String... records) {
        StringBuilder text = new StringBuilder();
        for (String record : records) {
            int length = record.getBytes(StandardCharsets.UTF_8).length + 2;
            int whole = length + 1;
            while (String.valueOf(whole).length() + length != whole) {
                whole = String.valueOf(whole).length() + length;
            }
            text.append(whole).append(' ').append(record).append('\n');
        }
        return entry("PaxHeader", 'x', text.toString().getBytes(StandardCharsets.UTF_8));
    }

    public TarBytes end() {
        out.writeBytes(new byte[1024]);
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    public byte[] gzip() {
        return gzip(bytes());
    }

    public static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    public static byte[] header(String name, char type, long size, String link) {
        byte[] block = new byte[512];
        byte[] raw = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(raw, 0, block, 0, Math.min(100, raw.length));
        put(block, 100, "0004755\0");
        put(block, 108, "0000000\0");
        put(block, 116, "0000000\0");
        put(block, 124, String.format(Locale.ROOT, "%011o\0", size));
        put(block, 136, "77777777777\0");
        block[156] = (byte) type;
        put(block, 157, link);
        put(block, 257, "ustar\0" + "00");
        return sealed(block);
    }

    public static byte[] sealed(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte one : block) {
            sum += one & 0xff;
        }
        put(block, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return block;
    }

    public static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
