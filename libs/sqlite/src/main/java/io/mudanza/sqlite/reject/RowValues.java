package io.mudanza.sqlite.reject;

import io.mudanza.sqlite.source.Value;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of a row in a form that JSON has: a blob as hexadecimal digits under a key that says so. */
public final class RowValues {

    private RowValues() {}

    /** All of them by their names. */
    public static Map<String, Object> of(List<String> names, Value[] values) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), of(values[i]));
        }
        return row;
    }

    /** One of them. */
    public static Object of(Value value) {
        return switch (value.kind()) {
            case NULL -> null;
            case INTEGER -> value.integer();
            case REAL -> value.real();
            case TEXT -> value.string();
            case BLOB -> Map.of("hex", HexFormat.of().formatHex(value.bytes()));
        };
    }
}
