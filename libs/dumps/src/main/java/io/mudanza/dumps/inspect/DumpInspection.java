package io.mudanza.dumps.inspect;

import io.mudanza.dumps.DumpCompression;
import io.mudanza.dumps.DumpFormat;
import io.mudanza.dumps.DumpProblem;
import io.mudanza.dumps.SkippedStatement;
import io.mudanza.dumps.source.DumpFacts;
import java.util.List;

/**
 * What an inspection found.
 *
 * @param name            name of the dump, as it was opened
 * @param depth           how much was read; what was not read cannot be wrong here
 * @param format          shape; null when it is no dump
 * @param compression     packing of the file (plain) or of its data (archives)
 * @param archiveVersion  version of the archive format, "1.14"; null for plain dumps
 * @param database        name of the database that was dumped; null when the dump does not say
 * @param databaseVersion version of the server that was dumped, "15.18"; null when the dump does not say
 * @param dumpVersion     version of pg_dump; null when the dump does not say
 * @param encoding        encoding of its texts, as PostgreSQL calls it; null when the dump does not say
 * @param tables          tables with rows, in the order of the dump; of a plain dump only as far as it was read
 * @param hasSchema       whether it creates tables
 * @param hasData         whether it has rows or blocks for rows, as far as it was read
 * @param largeObjects    how many large objects; -1 when not counted
 * @param extensions      extensions that it creates
 * @param rows            rows of all tables; -1 when not counted
 * @param bytes           bytes after decompression; -1 when not counted
 * @param skipped         statements that a restore would leave out, as far as it was read
 * @param problems        what is wrong, the fatal first
 */
public record DumpInspection(
        String name,
        InspectionDepth depth,
        DumpFormat format,
        DumpCompression compression,
        String archiveVersion,
        String database,
        String databaseVersion,
        String dumpVersion,
        String encoding,
        List<DumpTable> tables,
        boolean hasSchema,
        boolean hasData,
        long largeObjects,
        List<String> extensions,
        long rows,
        long bytes,
        List<SkippedStatement> skipped,
        List<DumpProblem> problems) {

    public DumpInspection {
        tables = List.copyOf(tables);
        extensions = List.copyOf(extensions);
        skipped = List.copyOf(skipped);
        problems = List.copyOf(problems);
    }

    /** False when a restore would refuse it. */
    public boolean usable() {
        return problems.stream().noneMatch(DumpProblem::fatal);
    }

    /** Major version of the server that was dumped, 15; 0 when unknown. */
    public int databaseMajor() {
        return DumpFacts.major(databaseVersion);
    }
}
