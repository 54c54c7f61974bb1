package io.mudanza.engine.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.engine.verify.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * The report of one job, ready to be signed. It names no secret: places carry host, port and database only.
 *
 * @param format              always {@link #FORMAT}; a reader refuses another
 * @param toolVersion         version of Mudanza that wrote it
 * @param jobId               id of the job, UUID
 * @param direction           what the job did: {@code pull}, {@code import}, {@code copy}, …
 * @param node                name of the node that certifies
 * @param peer                address of the peer without credentials; null when there was none
 * @param bundleId            id of the bundle that moved
 * @param manifestSha256      SHA-256 of the manifest, 64 lower-case hexadecimal digits
 * @param source              where the rows came from; null when unknown (a bundle of another node)
 * @param target              where they went
 * @param startedAt           when the job began
 * @param completedAt         when the comparison ended
 * @param verifyLevel         {@code full}, {@code counts} or {@code none}
 * @param verdict             follows from the objects, see {@link VerdictRule}
 * @param tables              every table compared
 * @param sequences           every sequence compared
 * @param relations           every foreign key checked for orphans
 * @param schemaVerdict       verdict of the comparison of the schemas
 * @param schemaDifferences   every difference between the schemas; empty when it is {@code EQUAL}
 * @param largeObjects        large objects; null when there are none on either side
 * @param media               the media store; null when media did not move
 * @param notCarried          objects of the source that do not move; any of them keeps the verdict from EQUAL
 * @param ownerSubstitutions  sentences: objects whose owner does not exist in the target
 * @param notes               remarks that do not change the verdict
 * @param checkpointId        checkpoint that {@code rollback} puts back; null when none was kept
 */
public record Certificate(
        String format,
        String toolVersion,
        String jobId,
        String direction,
        String node,
        String peer,
        String bundleId,
        String manifestSha256,
        Place source,
        Place target,
        Instant startedAt,
        Instant completedAt,
        String verifyLevel,
        Verdict verdict,
        List<CertifiedTable> tables,
        List<CertifiedSequence> sequences,
        List<CertifiedRelation> relations,
        Verdict schemaVerdict,
        List<SchemaDifference> schemaDifferences,
        CertifiedBag largeObjects,
        CertifiedMedia media,
        List<NotCarried> notCarried,
        List<String> ownerSubstitutions,
        List<String> notes,
        String checkpointId) {

    /** Format and version; a change that an old reader would misread gets a new one. */
    public static final String FORMAT = "mudanza-certificate/1";

    public Certificate {
        tables = copy(tables);
        sequences = copy(sequences);
        relations = copy(relations);
        schemaDifferences = copy(schemaDifferences);
        notCarried = copy(notCarried);
        ownerSubstitutions = copy(ownerSubstitutions);
        notes = copy(notes);
    }

    /** The same certificate with the verdict that its objects lead to. */
    public Certificate withRuledVerdict() {
        return new Certificate(
                format, toolVersion, jobId, direction, node, peer, bundleId, manifestSha256, source, target, startedAt,
                completedAt, verifyLevel, VerdictRule.of(this), tables, sequences, relations, schemaVerdict,
                schemaDifferences, largeObjects, media, notCarried, ownerSubstitutions, notes, checkpointId);
    }

    private static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /**
     * A database without credentials.
     *
     * @param host          host name; null when it is not told
     * @param port          TCP port, 0 when it is not told
     * @param database      name of the database
     * @param serverVersion version of PostgreSQL as the server tells it
     */
    public record Place(
            String host, @JsonInclude(JsonInclude.Include.NON_DEFAULT) int port, String database, String serverVersion) {}

    /**
     * A difference between the two schemas.
     *
     * @param kind   kind of object: table, column, index, …
     * @param name   qualified name
     * @param change {@code missing}, {@code unexpected} or {@code different}
     * @param detail both forms, shortened
     */
    public record SchemaDifference(String kind, String name, String change, String detail) {}
}
