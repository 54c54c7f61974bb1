package io.mudanza.sqlite.target;

import java.util.List;

/**
 * A column of the target.
 *
 * @param name      name
 * @param declared  type as PostgreSQL writes it, with length and schema
 * @param type      name of the type under all domains
 * @param plain     whether that type is the server's own
 * @param modifier  length or precision as the catalog keeps it; -1 when there is none
 * @param domain    whether it is a domain, whose checks only the server knows
 * @param send      function that gives the binary form, quoted
 * @param labels    labels of an enumeration; empty otherwise
 * @param notNull   whether NULL is refused
 * @param filled    whether it gets a value when none is given
 * @param generated whether it is computed from others
 */
public record TargetColumn(
        String name,
        String declared,
        String type,
        boolean plain,
        int modifier,
        boolean domain,
        String send,
        List<String> labels,
        boolean notNull,
        boolean filled,
        boolean generated) {}
