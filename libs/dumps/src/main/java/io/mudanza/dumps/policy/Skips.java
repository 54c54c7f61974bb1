package io.mudanza.dumps.policy;

import io.mudanza.dumps.SkippedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Statements left out, one line for each reason: a dump may have thousands of owners and privileges. Thread-safe. */
public final class Skips {

    private record Group(String first, int count) {}

    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** @param head beginning of the statement */
    public synchronized void add(String head, String reason) {
        groups.merge(reason, new Group(head, 1), (before, now) -> new Group(before.first(), before.count() + 1));
    }

    /** In the order in which the reasons came up. */
    public synchronized List<SkippedStatement> list() {
        List<SkippedStatement> list = new ArrayList<>();
        groups.forEach((reason, group) -> list.add(new SkippedStatement(
                group.count() == 1 ? group.first() : group.first() + " and " + (group.count() - 1) + " more", reason)));
        return list;
    }
}
