package io.mudanza.sqlite.intake;

import io.mudanza.sqlite.convert.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a file is brought.
 *
 * @param policy   what is done with values that PostgreSQL does not take as they are
 * @param onReject what rows that do not fit do; null for FAIL, or SKIP when they are kept in a file
 * @param rejects  file of rejected rows; null for none
 * @param exclude  tables, or columns as {@code table.column}, that stay behind; for dumpdata models or applications as well
 * @param map      tables of the target for tables (models) of the source
 */
public record IntakeOptions(
        Policy policy, OnReject onReject, Path rejects, List<String> exclude, Map<String, String> map) {

    public IntakeOptions {
        policy = policy == null ? Policy.STRICT : policy;
        onReject = onReject != null ? onReject : rejects == null ? OnReject.FAIL : OnReject.SKIP;
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
        map = map == null ? Map.of() : Map.copyOf(map);
    }

    /** Nothing is changed silently, nothing left out. */
    public static IntakeOptions strict() {
        return new IntakeOptions(null, null, null, null, null);
    }
}
