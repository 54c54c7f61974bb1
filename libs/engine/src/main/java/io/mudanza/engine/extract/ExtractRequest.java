package io.mudanza.engine.extract;

import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.schema.SchemaSelection;
import io.mudanza.engine.tasks.Assistants;

/**
 * What is to be extracted.
 *
 * @param source     database of the platform
 * @param selection  tables that are wanted
 * @param workers    parallel readers, at least 1
 * @param node       name of the node, for the head
 * @param producer   program and version, for the head
 * @param schema     whether the schema belongs to the bundle
 * @param digestOnly true to compute the digests of all rows but to store none
 * @param pgDump     path of pg_dump; null to search
 * @param media      the media store; null when it does not belong to the bundle
 * @param assistants other processes that read pieces of tables as well
 */
public record ExtractRequest(
        DatabaseAddress source,
        SchemaSelection selection,
        int workers,
        String node,
        String producer,
        boolean schema,
        boolean digestOnly,
        String pgDump,
        MediaListing media,
        Assistants assistants) {

    public ExtractRequest {
        selection = selection == null ? SchemaSelection.ALL : selection;
        workers = Math.max(1, workers);
    }

    /** Without assistants. */
    public ExtractRequest(
            DatabaseAddress source, SchemaSelection selection, int workers, String node, String producer, boolean schema,
            boolean digestOnly, String pgDump, MediaListing media) {
        this(source, selection, workers, node, producer, schema, digestOnly, pgDump, media, Assistants.NONE);
    }

    /** The same with assistants. */
    public ExtractRequest with(Assistants others) {
        return new ExtractRequest(source, selection, workers, node, producer, schema, digestOnly, pgDump, media, others);
    }

    /** The whole database with its schema, without media, two readers. */
    public static ExtractRequest of(DatabaseAddress source, String node) {
        return new ExtractRequest(source, SchemaSelection.ALL, 2, node, "mudanza", true, false, null, null);
    }

    /** The same with another number of readers. */
    public ExtractRequest withWorkers(int number) {
        return new ExtractRequest(source, selection, number, node, producer, schema, digestOnly, pgDump, media,
                assistants);
    }

    /** The same for these tables only. */
    public ExtractRequest withSelection(SchemaSelection wanted) {
        return new ExtractRequest(source, wanted, workers, node, producer, schema, digestOnly, pgDump, media,
                assistants);
    }

    /** The same with digests instead of rows. */
    public ExtractRequest withDigestOnly(boolean only) {
        return new ExtractRequest(source, selection, workers, node, producer, schema, only, pgDump, media,
                assistants);
    }

    /** The same with this media store. */
    public ExtractRequest withMedia(MediaListing store) {
        return new ExtractRequest(source, selection, workers, node, producer, schema, digestOnly, pgDump, store,
                assistants);
    }
}
