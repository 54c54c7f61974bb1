package io.mudanza.dumps.archive;

import java.nio.charset.StandardCharsets;

/**
 * An entry of a table of contents. Texts are bytes in the encoding of the dump.
 *
 * @param id        its number
 * @param data      whether it has data
 * @param tag       name of the object
 * @param type      {@code TABLE}, {@code TABLE DATA}, {@code BLOBS}, …
 * @param section   1 none, 2 pre-data, 3 data, 4 post-data
 * @param sql       its statements; empty when it has none
 * @param copy      the head of its rows; empty when it has none
 * @param schema    schema of the object; empty when it has none
 * @param offset    place of its data in the file; -1 unknown
 * @param file      name of its data file (directory, tar); null when it has none
 */
public record TocEntry(
        int id, boolean data, byte[] tag, String type, int section, byte[] sql, byte[] copy, byte[] schema, long offset,
        String file) {

    static final int POST_DATA = 4;

    /** For people: {@code TABLE DATA public.users}. */
    public String label() {
        String name = new String(tag, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
        String of = new String(schema, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
        return type + " " + (of.isEmpty() ? "" : of + ".") + name;
    }
}
