package io.mudanza.engine.schema;

/** Where a schema is applied. */
public enum SchemaPlace {
    /** A database of the job's own: everything is applied. */
    WHOLE_DATABASE,
    /** A database that others use: schemas that stay keep their owner, privileges and comment. */
    SHARED_DATABASE;

    boolean takes(SchemaEntry entry) {
        boolean ofPublic = entry.type().equals("SCHEMA") && entry.name().equals("public")
                || (entry.type().equals("ACL") || entry.type().equals("COMMENT"))
                        && entry.name().equals("SCHEMA public");
        return this == WHOLE_DATABASE || !ofPublic;
    }
}
