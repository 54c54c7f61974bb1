package io.mudanza.bundle.part;

/** What a part holds. */
public enum PartKind {
    /** SQL text of one section of the schema. */
    SCHEMA,
    /** Rows of one table in COPY form. */
    ROWS,
    /** Pages of large objects in COPY form. */
    LARGE_OBJECTS,
    /** The index of the media store, NDJSON. */
    MEDIA_INDEX,
    /** One media file. */
    MEDIA
}
