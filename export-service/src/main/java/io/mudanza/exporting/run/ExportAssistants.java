package io.mudanza.exporting.run;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.engine.extract.AssistedExtract;
import io.mudanza.engine.tasks.Assistants;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;

/** The other replicas of this service, which write into the folder of one attempt and under its limit. */
final class ExportAssistants implements Assistants {

    private final Assistants others;
    private final long attempt;
    private final QuotaPartStore quota;
    private volatile boolean asked;

    ExportAssistants(Assistants others, long attempt, QuotaPartStore quota) {
        this.others = others;
        this.attempt = attempt;
        this.quota = quota;
    }

    /** Whether anything was ever given away. */
    boolean wereAsked() {
        return asked;
    }

    @Override
    public int streams() {
        return others.streams();
    }

    @Override
    public String mark() {
        return others.mark();
    }

    @Override
    public Answer have(String content, BooleanSupplier takeBack) throws InterruptedException {
        asked = true;
        Answer answer = others.have(BundleJson.write(new ExportPiece(attempt, content)), takeBack);
        if (answer instanceof Answer.Done done) {
            try {
                quota.take(AssistedExtract.storedBytes(done.result()));
            } catch (BundleException e) {
                throw new UncheckedIOException(e);
            }
        }
        return answer;
    }
}
