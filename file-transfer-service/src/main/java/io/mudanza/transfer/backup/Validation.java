package io.mudanza.transfer.backup;

import io.mudanza.contracts.problem.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is found out about a backup before anything is touched. */
final class Validation {

    /** As it travels in a fact. */
    record Found(boolean valid, List<Finding> errors, List<String> warnings, Map<String, Object> metadata) {}

    /** One reason to refuse. */
    record Finding(String code, String detail) {}

    private final List<Finding> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();

    void error(ProblemCode code, String detail) {
        errors.add(new Finding(code.wire(), detail));
    }

    void warn(String sentence) {
        warnings.add(sentence);
    }

    void know(String name, Object value) {
        metadata.put(name, value);
    }

    Found found() {
        return new Found(errors.isEmpty(), List.copyOf(errors), List.copyOf(warnings), Map.copyOf(metadata));
    }
}
