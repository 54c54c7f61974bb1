package io.mudanza.transfer.backup;

import java.util.List;

/**
 * A dump as it is handed to the import-service, which asks for its files by their parts.
 *
 * @param name   its name in the archive, encoded for people
 * @param folder whether it is a folder of files; else it is exactly one file
 * @param bytes  bytes of all its files as they lie
 * @param files  its files
 */
record FoundDump(String name, boolean folder, long bytes, List<DumpFile> files) {

    /** Where the list of the files is among the parts of the job. */
    static final String PART = "dump/index.json";

    /**
     * One file.
     *
     * @param part   where it is among the parts of the job
     * @param name   its name within the dump
     * @param size   bytes
     * @param sha256 of these bytes, hexadecimal
     */
    record DumpFile(String part, String name, long size, String sha256) {}
}
