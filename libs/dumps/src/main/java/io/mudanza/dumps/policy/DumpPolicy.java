package io.mudanza.dumps.policy;

import java.util.Set;

/**
 * What the owner of a node permits in dumps beyond plain tables and functions.
 *
 * @param extensions names of extensions that a dump may create; {@code plpgsql} always may be
 * @param definer    what becomes of {@code SECURITY DEFINER}
 */
public record DumpPolicy(Set<String> extensions, DefinerRights definer) {

    /** No extension, no function with its owner's rights. */
    public static final DumpPolicy STRICT = new DumpPolicy(Set.of(), DefinerRights.REFUSE);

    public DumpPolicy {
        extensions = Set.copyOf(extensions);
    }
}
