package io.mudanza.cli.direct;

import io.mudanza.cli.failure.Failure;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.sqlite.convert.Policy;
import io.mudanza.sqlite.intake.IntakeOptions;
import io.mudanza.sqlite.intake.OnReject;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** How rows of a SQLite file or a dumpdata are taken. */
public final class IntakeFlags {

    @Option(names = "--rejects", paramLabel = "FILE",
            description = "SQLite, dumpdata: leave out rows that do not fit and keep them in this file, with reasons.")
    private Path rejects;

    @Option(names = "--on-reject", paramLabel = "fail|skip",
            description = "SQLite, dumpdata: fail names every row that does not fit and changes nothing (the default without"
                    + " --rejects); skip leaves them out.")
    private String onReject;

    @Option(names = "--on-nul", defaultValue = "reject", paramLabel = "reject|strip|replace",
            description = "SQLite, dumpdata: texts with a zero byte.")
    private String onNul;

    @Option(names = "--on-invalid-utf8", defaultValue = "reject", paramLabel = "reject|replace|latin1",
            description = "SQLite: texts that are not UTF-8.")
    private String onInvalid;

    @Option(names = "--epoch", defaultValue = "auto", paramLabel = "auto|seconds|millis|micros|julian",
            description = "SQLite: what numbers in columns of dates and times are.")
    private String epoch;

    @Option(names = "--time-zone", defaultValue = "UTC", paramLabel = "ZONE",
            description = "SQLite, dumpdata: zone of times without one.")
    private String zone;

    @Option(names = "--map", split = ",", paramLabel = "FROM=TO",
            description = "SQLite, dumpdata: table of the target for a table or model.")
    private Map<String, String> map;

    /** Whether any of them was given that means nothing elsewhere. */
    public boolean given() {
        return rejects != null || onReject != null || map != null;
    }

    /** What was asked for. */
    public IntakeOptions options(List<String> exclude) {
        Policy policy = new Policy(
                of(Policy.Nul.values(), "--on-nul", onNul), of(Policy.Invalid.values(), "--on-invalid-utf8", onInvalid),
                of(Policy.Epoch.values(), "--epoch", epoch), zone());
        return new IntakeOptions(policy, onReject == null ? null : of(OnReject.values(), "--on-reject", onReject), rejects,
                exclude, map);
    }

    private ZoneId zone() {
        try {
            ZoneId parsed = ZoneId.of(zone);
            return parsed.normalized();
        } catch (DateTimeException e) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "--time-zone is a zone like UTC or America/Santiago.", e);
        }
    }

    private static <E extends Enum<E>> E of(E[] values, String option, String text) {
        for (E value : values) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        throw Failure.of(ProblemCode.INVALID_REQUEST, option + " is one of "
                + String.join(", ", java.util.Arrays.stream(values).map(v -> v.name().toLowerCase(Locale.ROOT)).toList()) + ".");
    }
}
