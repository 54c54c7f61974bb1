package io.mudanza.sqlite.intake;

import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.direct.DirectIntake;
import io.mudanza.engine.direct.DirectResult;
import io.mudanza.engine.direct.DirectSettings;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.sqlite.reject.Rejects;
import io.mudanza.sqlite.source.SourceCatalog;
import io.mudanza.sqlite.source.SqliteFile;
import io.mudanza.sqlite.target.TargetTables;
import java.util.List;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * One file into one target. Most files are sound, so the keys of the target are checked by the server that builds them;
 * only where it refuses one are the rows looked for that stand in its way, and with SKIP the file is brought again
 * without them.
 */
public final class SqliteIntake {

    private final DirectSettings settings;
    private final IntakeOptions options;
    private final String direction;
    private final SqliteFile file;
    private final SourceCatalog source;
    private final Rejects rejects;
    private final DatabaseAddress target;
    private final boolean fresh;

    /** @param fresh whether the target was created for this */
    public SqliteIntake(
            DirectSettings settings, IntakeOptions options, String direction, SqliteFile file, SourceCatalog source,
            Rejects rejects, DatabaseAddress target, boolean fresh) {
        this.settings = settings;
        this.options = options;
        this.direction = direction;
        this.file = file;
        this.source = source;
        this.rejects = rejects;
        this.target = target;
        this.fresh = fresh;
    }

    /**
     * Brings it.
     *
     * @param schema     database whose schema the target is to have
     * @param tables     its tables
     * @param notCarried what of the file stays behind
     * @param guessed    whether the types are a guess that the first row which does not fit proves wrong
     */
    public DirectResult run(
            DatabaseAddress schema, TargetTables tables, List<NotCarried> notCarried, boolean guessed,
            ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        List<Pair> pairs = new Pairing(tables, options.exclude(), options.map()).of(source);
        SqliteRows rows = rows(schema, pairs, notCarried, new LeftRows(), guessed);
        try {
            return bring(schema, rows, progress, cancellation);
        } catch (EngineException e) {
            ServerErrorMessage refusal = refusal(e);
            if (refusal == null) {
                throw e;
            }
            progress.doing("looking for rows that stand in the way of constraints");
            LeftRows left = inTheWay(schema, pairs, tables, rows.refused(), refusal, cancellation);
            if (guessed || options.onReject() == OnReject.FAIL) {
                rejects.requireNone();
            }
            if (rejects.total() == 0) {
                throw e;
            }
            return bring(schema, rows(schema, pairs, notCarried, left, false), progress, cancellation);
        }
    }

    /** Constraints that only the server can judge come first: who refers to a row that stays behind stays behind as well. */
    private LeftRows inTheWay(
            DatabaseAddress schema, List<Pair> pairs, TargetTables tables, LeftRows unfit, ServerErrorMessage refusal,
            Cancellation cancellation)
            throws EngineException {
        rejects.reset();
        LeftRows tried = new LeftRows();
        ConstraintTrial trial = new ConstraintTrial(file, schema, options.policy(), rejects, tried);
        trial.all(pairs, cancellation);
        LeftRows left = violations(schema, pairs, tables, unfit, tried, cancellation);
        String named = refusal.getSchema() + "." + refusal.getTable();
        Pair one = pairs.stream().filter(pair -> pair.to().label().equals(named)).findFirst().orElse(null);
        if (rejects.total() == 0 && one != null) {
            // Two values that differ in the file may be the same in the target.
            trial.one(one, cancellation);
            left = violations(schema, pairs, tables, unfit, tried, cancellation);
        }
        return left;
    }

    private LeftRows violations(
            DatabaseAddress schema, List<Pair> pairs, TargetTables tables, LeftRows unfit, LeftRows tried,
            Cancellation cancellation)
            throws EngineException {
        LeftRows out = new LeftRows();
        out.addAll(unfit);
        out.addAll(tried);
        LeftRows left = new KeyViolations(file, pairs, tables, schema, rejects, out).find(cancellation);
        left.addAll(tried);
        return left;
    }

    private SqliteRows rows(DatabaseAddress schema, List<Pair> pairs, List<NotCarried> notCarried, LeftRows left,
            boolean guessed) {
        return new SqliteRows(file, source, pairs, schema, options.policy(), rejects,
                guessed ? Patience.NONE : options.onReject() == OnReject.SKIP ? Patience.SKIP : Patience.NAME_ALL,
                notCarried, left);
    }

    private DirectResult bring(
            DatabaseAddress schema, SqliteRows rows, ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        return new DirectIntake(settings).run(direction, schema, rows, rows, target, fresh, progress, cancellation);
    }

    /** What the server says when a constraint refuses a row; null when something else ended the load. */
    private static ServerErrorMessage refusal(EngineException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sql && sql.getSQLState() != null && sql.getSQLState().startsWith("23")) {
                return sql.getServerErrorMessage();
            }
        }
        return null;
    }
}
