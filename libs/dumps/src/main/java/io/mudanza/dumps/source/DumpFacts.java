package io.mudanza.dumps.source;

import io.mudanza.dumps.DumpCompression;
import io.mudanza.dumps.DumpFormat;

/**
 * What a dump says of itself.
 *
 * @param format         its shape
 * @param compression    packing of the file, or of the data of an archive
 * @param archiveVersion version of the archive format; null for plain dumps
 * @param database       name of the database; null when unknown
 * @param databaseVersion version of the server that was dumped; null when unknown
 * @param dumpVersion    version of pg_dump; null when unknown
 */
public record DumpFacts(
        DumpFormat format, DumpCompression compression, String archiveVersion, String database, String databaseVersion,
        String dumpVersion) {

    /** Major version of the server that was dumped, 15; 0 when unknown. */
    public int databaseMajor() {
        return major(databaseVersion);
    }

    /** 15 of "15.18 (Debian)", 9 of "9.6.24", 18 of "18beta1"; 0 when there is none. */
    public static int major(String version) {
        int end = 0;
        while (version != null && end < version.length() && end < 4 && Character.isDigit(version.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(version.substring(0, end));
    }
}
