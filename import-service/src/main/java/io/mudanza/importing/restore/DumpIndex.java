package io.mudanza.importing.restore;

import java.util.List;

/**
 * The dump of a job as the file-transfer service has it.
 *
 * @param name   its name in the backup, for people
 * @param folder whether it is a folder of files; else it is exactly one file
 * @param bytes  bytes of all its files
 * @param files  its files
 */
record DumpIndex(String name, boolean folder, long bytes, List<DumpFile> files) {

    /** Where it is among the parts of the job. */
    static final String PART = "dump/index.json";

    /** One file: its part, its name within the dump, bytes, SHA-256. */
    record DumpFile(String part, String name, long size, String sha256) {}
}
