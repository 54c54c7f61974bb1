package io.mudanza.engine.verify;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.catalog.CatalogReader;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.extract.Snapshot;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.SchemaSelection;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Compares a target with the manifest of the bundle it was loaded from. What was not compared is NOT_VERIFIED; an error
 * is thrown and never taken for equality.
 */
public final class Verifier {

    /**
     * Compares everything the level asks for, under one snapshot of the target.
     *
     * @param progress told of rows and bytes as they are read back
     */
    public VerificationReport verify(
            VerifyRequest request, Manifest expected, ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        if (request.level() == VerifyLevel.NONE) {
            return unverified(expected);
        }
        progress.expected(expected.rows(), -1);
        try (Snapshot snapshot = Snapshot.take(request.target(), Side.TARGET)) {
            var there = new CatalogReader(snapshot.keeper(), SchemaSelection.ALL).tables();
            ReadBackBook book = request.afterLoad() && request.level() == VerifyLevel.FULL
                    ? ReadBackBook.of(snapshot.keeper(), expected.head().bundleId())
                    : ReadBackBook.empty();
            TableReadBack readBack = new TableReadBack(request, expected, snapshot, book, progress, cancellation);
            List<TableVerdict> tables = readBack.read(there);
            var sequences = new SequenceCheck(snapshot.keeper()).check(expected.sequences());
            var relations = new RelationCheck(
                    request, snapshot, tables, readBack.unchanged().keySet(), progress, cancellation).check();
            var largeObjects = new LargeObjectCheck(snapshot.keeper(), cancellation).check(expected, request.level());
            progress.doing("comparing the schemas");
            SchemaVerdict schema = SchemaCheck.check(request, expected.head(), snapshot, cancellation);
            List<TableVerdict> localised = localise(request, expected, tables, progress, cancellation);
            return new VerificationReport(expected.head().bundleId(), request.level(), localised, sequences, relations,
                    schema, largeObjects, expected.head().notCarried(), evidence(readBack.unchanged().values()));
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "verifying");
        } catch (BundleException e) {
            throw EngineException.of(e);
        } catch (IOException e) {
            throw new EngineException(EngineException.Code.STORE_FAILED, "The rows cannot be read back: " + e.getMessage(), e);
        }
    }

    private static LoadEvidence evidence(Collection<ReadBackBook.Read> reads) {
        return reads.isEmpty() ? null : new LoadEvidence(
                reads.size(),
                reads.stream().map(ReadBackBook.Read::readAt).min(Comparator.naturalOrder()).orElseThrow(),
                reads.stream().map(ReadBackBook.Read::readAt).max(Comparator.naturalOrder()).orElseThrow());
    }

    private static List<TableVerdict> localise(
            VerifyRequest request, Manifest expected, List<TableVerdict> tables, ProgressListener progress,
            Cancellation cancellation)
            throws EngineException, IOException, InterruptedException {
        List<TableVerdict> localised = new ArrayList<>();
        for (TableVerdict table : tables) {
            boolean find = table.verdict() == Verdict.DIFFERENT && table.found() != null
                    && request.expectedRows() != null && request.level() == VerifyLevel.FULL;
            if (find) {
                progress.doing("finding the rows of " + table.label() + " that differ");
                TableHead head = expected.head().tables().stream()
                        .filter(one -> one.label().equals(table.label())).findFirst().orElseThrow();
                localised.add(table.with(new Localiser(
                                request.expectedRows(),
                                new DatabaseRows(request.target(), Side.TARGET, cancellation),
                                request.keys())
                        .differences(head)));
            } else {
                localised.add(table);
            }
        }
        return localised;
    }

    private static VerificationReport unverified(Manifest expected) {
        String reason = "Verification was not asked for.";
        return new VerificationReport(
                expected.head().bundleId(), VerifyLevel.NONE,
                expected.head().tables().stream()
                        .map(table -> new TableVerdict(table.schema(), table.name(), Verdict.NOT_VERIFIED,
                                expected.total(table.id()).digest().rows(), -1, expected.total(table.id()).digest(),
                                null, reason, List.of()))
                        .toList(),
                expected.sequences().stream()
                        .map(state -> new SequenceVerdict(state.label(), state.text(), null, Verdict.NOT_VERIFIED))
                        .toList(),
                List.of(), SchemaVerdict.notVerified(reason),
                expected.largeObjects() == null ? null : new LargeObjectsVerdict(Verdict.NOT_VERIFIED,
                        expected.head().largeObjects(), -1, expected.largeObjects(), null, reason),
                expected.head().notCarried(), null);
    }
}
