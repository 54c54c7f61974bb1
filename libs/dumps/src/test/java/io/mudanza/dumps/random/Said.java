package io.mudanza.dumps.random;

import io.mudanza.engine.certificate.Certificate;
import io.mudanza.engine.verify.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Why a certificate is not EQUAL, but for what never moves and was named as such. */
final class Said {

    private static final Set<String> NEVER_MOVES = Set.of("rows of a foreign table", "setting of the database");

    private Said() {}

    static List<String> about(Certificate certificate) {
        List<String> said = new ArrayList<>();
        certificate.tables().stream().filter(table -> table.verdict() != Verdict.EQUAL)
                .forEach(table -> said.add(table.table() + " " + table.verdict() + " " + table.reason()));
        certificate.sequences().stream().filter(one -> one.verdict() != Verdict.EQUAL).forEach(one -> said.add(one.toString()));
        certificate.relations().stream().filter(one -> one.verdict() != Verdict.EQUAL).forEach(one -> said.add(one.toString()));
        certificate.schemaDifferences().forEach(one -> said.add(one.toString()));
        if (certificate.largeObjects() != null && certificate.largeObjects().verdict() != Verdict.EQUAL) {
            said.add(certificate.largeObjects().toString());
        }
        certificate.notCarried().stream().filter(one -> !NEVER_MOVES.contains(one.kind())).forEach(one -> said.add(one.toString()));
        said.addAll(certificate.ownerSubstitutions());
        return said;
    }
}
