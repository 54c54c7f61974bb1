package io.mudanza.exporting.run;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.manifest.TableTotal;
import java.util.UUID;

/**
 * What a complete export comes to.
 *
 * @param bundleId       id of the bundle
 * @param manifestSha256 SHA-256 of the manifest, hexadecimal
 * @param rows           rows in all tables
 * @param plainBytes     bytes of rows before compression
 * @param mediaFiles     media files in the index
 * @param mediaBytes     their bytes
 */
record SealedExport(
        UUID bundleId, String manifestSha256, long rows, long plainBytes, long mediaFiles, long mediaBytes) {

    static SealedExport of(String manifestJson) throws BundleException {
        Manifest manifest = ManifestJson.manifest(manifestJson);
        return new SealedExport(
                manifest.head().bundleId(),
                Sha256.hex(manifestJson),
                manifest.rows(),
                manifest.tables().stream().mapToLong(TableTotal::plainBytes).sum(),
                manifest.media() == null ? 0 : manifest.media().files(),
                manifest.media() == null ? 0 : manifest.media().bytes());
    }
}
