package io.mudanza.dumps.policy;

import io.mudanza.dumps.sql.CopyHead;
import io.mudanza.dumps.sql.ObjectName;
import java.util.List;

/** What is to be done with a statement of a dump. A statement that must not run has none: it ends the restore. */
public sealed interface Decision {

    /**
     * It runs, as the throw-away role.
     *
     * @param phase  when
     * @param tables tables or views that it makes, changes or refers to, the first being its own
     * @param sql    what runs
     */
    record Run(Phase phase, List<ObjectName> tables, String sql) implements Decision {
        public Run {
            tables = List.copyOf(tables);
        }
    }

    /** It is left out and reported. */
    record Skip(String reason) implements Decision {}

    /** It says nothing that matters here. */
    record Nothing() implements Decision {}

    /**
     * A setting that changes what follows.
     *
     * @param name   in small letters: client_encoding, standard_conforming_strings, search_path or xmloption
     * @param values the value; several only for a search path
     */
    record Setting(String name, List<String> values) implements Decision {
        public Setting {
            values = List.copyOf(values);
        }
    }

    /** An extension that the policy permits; made by the role of the platform, never by the statement itself. */
    record Extension(String name, String schema) implements Decision {}

    /** The state of a sequence. */
    record Sequence(ObjectName name, long value, boolean called) implements Decision {}

    /** A block of rows follows. */
    record Rows(CopyHead head) implements Decision {}

    /** The statement is rows itself. */
    record Insert() implements Decision {}

    /**
     * A step of writing a large object.
     *
     * @param oid  which; 0 for {@code WRITE} and {@code CLOSE}, which concern the open one
     * @param data what {@code WRITE} writes; null else
     */
    record LargeObject(Step step, long oid, byte[] data) implements Decision {
        /** The four steps. */
        public enum Step {
            CREATE,
            OPEN,
            WRITE,
            CLOSE
        }
    }
}
