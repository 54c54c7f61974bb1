package io.mudanza.dumps.source;

import io.mudanza.dumps.sql.CopyBlock;
import io.mudanza.dumps.sql.CopyHead;
import io.mudanza.dumps.sql.Statement;
import java.io.IOException;
import java.io.InputStream;

/** What comes next in a dump. */
public sealed interface DumpItem {

    /** A statement. */
    record Sql(Statement statement) implements DumpItem {}

    /**
     * The rows of a table; those that are not read are passed over.
     *
     * @param head  whose
     * @param block opens them, once and before the next item
     */
    record Rows(CopyHead head, Opening block) implements DumpItem {}

    /**
     * A large object that has to be made; its contents come later.
     *
     * @param oid its identity
     */
    record LargeObjectMade(long oid) implements DumpItem {}

    /**
     * The contents of a large object.
     *
     * @param oid  its identity
     * @param data to be read before the next item
     */
    record LargeObjectData(long oid, InputStream data) implements DumpItem {}

    /**
     * Something that an archive has and a restore does not take.
     *
     * @param label what
     */
    record NotTaken(String label) implements DumpItem {}

    /** Opens rows. */
    @FunctionalInterface
    interface Opening {
        CopyBlock open() throws IOException;
    }
}
