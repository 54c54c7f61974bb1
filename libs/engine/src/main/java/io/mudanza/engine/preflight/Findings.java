package io.mudanza.engine.preflight;

import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.checkpoint.SwitchMode;
import java.util.ArrayList;
import java.util.List;

/** Collects what the checks find. */
final class Findings {

    final List<PreflightReport.Problem> errors = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<NotCarried> notCarried = new ArrayList<>();
    SwitchMode mode;
    long freeBytes = -1;

    void error(Code code, String advice) {
        errors.add(new PreflightReport.Problem(code, advice));
    }

    PreflightReport report(Head head, TargetFacts facts) {
        return new PreflightReport(
                errors, warnings, notes, notCarried, mode, facts.hasData(), head.databaseBytes(), facts.bytes(),
                freeBytes, facts.sessions());
    }
}
