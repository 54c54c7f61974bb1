package io.mudanza.verifying.run;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.engine.verify.RelationVerdict;
import io.mudanza.engine.verify.SequenceVerdict;
import io.mudanza.engine.verify.TableVerdict;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.steps.StepContext;
import io.mudanza.verifying.media.MediaReport;
import io.mudanza.verifying.report.ComparisonReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells in the job's log what differs, down to the keys of rows; the report has all of it. */
final class DifferenceLog {

    private static final int LINES = 20;

    private DifferenceLog() {}

    static void tell(StepContext context, ComparisonReport report) {
        report.database().tables().stream()
                .filter(table -> table.verdict() == Verdict.DIFFERENT)
                .limit(LINES)
                .forEach(table -> context.log(LogLevel.ERROR, sentence(table)));
        report.database().sequences().stream()
                .filter(sequence -> sequence.verdict() == Verdict.DIFFERENT)
                .limit(LINES)
                .forEach(sequence -> context.log(LogLevel.ERROR, sentence(sequence)));
        report.database().relations().stream()
                .filter(relation -> relation.verdict() != Verdict.EQUAL && relation.orphans() > 0)
                .limit(LINES)
                .forEach(relation -> context.log(LogLevel.WARNING, sentence(relation)));
        report.database().schema().differences().stream()
                .limit(LINES)
                .forEach(one -> context.log(LogLevel.ERROR, "Schema: " + one.kind() + " " + one.object() + " is "
                        + one.change().name().toLowerCase(Locale.ROOT) + "."));
        if (report.media() != null) {
            tell(context, report.media());
        }
        context.log(report.verdict() == Verdict.EQUAL ? LogLevel.INFO : LogLevel.WARNING,
                "Verdict: " + report.verdict() + ".");
    }

    private static void tell(StepContext context, MediaReport media) {
        limited(media.differences()).forEach(line -> context.log(LogLevel.ERROR, "Media: " + line));
        if (media.verdict() == Verdict.NOT_VERIFIED) {
            context.log(LogLevel.WARNING, "Media: " + media.reason());
        }
        limited(media.danglingReferences()).forEach(line ->
                context.log(LogLevel.WARNING, "A row points to a media file that is not there: " + line));
        if (media.unreferenced() != null) {
            context.log(LogLevel.INFO, media.unreferenced());
        }
    }

    private static String sentence(TableVerdict table) {
        String rows = table.rowsBefore() + " rows expected, " + table.rowsAfter() + " found";
        String keys = table.differences().stream()
                .map(one -> one.key() + " " + one.kind().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return "Table " + table.label() + " differs: " + rows + (keys.isEmpty() ? "." : "; " + keys + ".");
    }

    private static String sentence(SequenceVerdict sequence) {
        return "Sequence " + sequence.sequence() + " differs: " + sequence.expected() + " expected, "
                + sequence.found() + " found.";
    }

    private static String sentence(RelationVerdict relation) {
        return "Foreign key " + relation.name() + ": " + relation.orphans() + " rows point to nothing.";
    }

    private static List<String> limited(List<String> lines) {
        return lines.subList(0, Math.min(LINES, lines.size()));
    }
}
