package io.mudanza.exporting.run;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.extract.AssistedExtract;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.steps.pieces.Piece;
import io.mudanza.steps.pieces.PieceFailedException;
import io.mudanza.steps.pieces.PieceHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** Reads pieces of tables for the replica that leads an export. */
@ApplicationScoped
class ExportPieces implements PieceHandler {

    private static final Logger LOG = Logger.getLogger(ExportPieces.class);

    private final PlatformSettings platform;
    private final ExportFolders folders;
    private final Map<Long, List<Part>> written = new ConcurrentHashMap<>();

    ExportPieces(PlatformSettings platform, ExportFolders folders) {
        this.platform = platform;
        this.folders = folders;
    }

    @Override
    public StepKind kind() {
        return StepKind.EXPORT;
    }

    @Override
    public String run(Piece piece) throws PieceFailedException, InterruptedException {
        List<Part> parts = new CopyOnWriteArrayList<>();
        boolean done = false;
        try {
            ExportPiece wanted = BundleJson.read(piece.content(), ExportPiece.class);
            String result = AssistedExtract.read(wanted.content(), platform.database(), piece.mark(), piece.number(),
                    store(piece, wanted), parts::add, piece.cancelled()::getAsBoolean);
            done = true;
            return result;
        } catch (EngineException | BundleException e) {
            throw new PieceFailedException(e.getMessage(), e);
        } finally {
            if (done) {
                written.put(piece.number(), parts);
            } else {
                remove(piece, parts);
            }
        }
    }

    @Override
    public void ended(Piece piece, boolean counts) {
        List<Part> parts = written.remove(piece.number());
        if (!counts && parts != null) {
            remove(piece, parts);
        }
    }

    private DirectoryPartStore store(Piece piece, ExportPiece wanted) {
        return folders.store(piece.jobId(), wanted.attempt());
    }

    private void remove(Piece piece, List<Part> parts) {
        try {
            DirectoryPartStore store = store(piece, BundleJson.read(piece.content(), ExportPiece.class));
            for (Part part : parts) {
                Files.deleteIfExists(store.file(part.name()));
            }
        } catch (IOException left) {
            LOG.infof("job %s: parts of piece %d are left behind until the attempt is removed", piece.jobId(),
                    piece.number());
        }
    }
}
