package io.mudanza.cli.direct;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.failure.ExitCode;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.cli.terminal.Sizes;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.schema.SchemaSelection;
import io.mudanza.sqlite.export.SqliteExport;
import java.nio.file.Path;

/** {@code mudanza export --format sqlite --direct}. */
public final class SqliteExportRun {

    private final Terminal terminal;
    private final DirectSetup setup;

    public SqliteExportRun(Terminal terminal, Surroundings surroundings) {
        this.terminal = terminal;
        this.setup = new DirectSetup(surroundings);
    }

    /** @return exit code; failures are thrown. What stays behind is named and no failure: it was to be expected */
    public int run(String url, Path output, SchemaSelection selection) {
        DatabaseAddress source = setup.address(url);
        long began = System.nanoTime();
        SqliteExport.Result result;
        try (StopSignal stop = new StopSignal(terminal)) {
            result = new SqliteExport(selection)
                    .run(source, output, new DirectProgress(terminal), stop);
        } catch (EngineException e) {
            throw Failure.of(e);
        } finally {
            terminal.endProgress();
        }
        show(result, output, (System.nanoTime() - began) / 1e9);
        return ExitCode.OK;
    }

    private void show(SqliteExport.Result result, Path output, double seconds) {
        result.notCarried().forEach(one -> terminal.warn(
                terminal.texts().of("lite.not_carried", one.kind(), one.name(), one.reason())));
        result.different().forEach(sentence -> terminal.warn(terminal.texts().of("lite.different", sentence)));
        if (!terminal.json()) {
            terminal.result(output + "  " + result.verdict() + " · "
                    + terminal.texts().of("progress.rows", Sizes.count(result.rows())) + " · " + Sizes.bytes(result.bytes()));
            return;
        }
        ObjectNode json = JsonText.MAPPER.createObjectNode();
        json.put("output", output.toString()).put("status", "completed").put("verdict", result.verdict().name());
        json.put("rows", result.rows()).put("bytes", result.bytes()).put("duration_seconds", Math.round(seconds * 1000) / 1000.0);
        ArrayNode left = json.putArray("not_carried");
        result.notCarried().forEach(one ->
                left.addObject().put("kind", one.kind()).put("name", one.name()).put("reason", one.reason()));
        result.different().forEach(json.putArray("not_exact")::add);
        terminal.result(json);
    }
}
