package io.mudanza.engine.load;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.engine.schema.SchemaReport;

/**
 * What a load did.
 *
 * @param manifest     the manifest of the bundle, checked
 * @param rows         rows in the target, those of earlier tries included
 * @param plainBytes   their bytes before compression
 * @param partsLoaded  parts that this try loaded
 * @param partsSkipped parts that an earlier try had loaded
 * @param schema       what of the schema was not applied to the letter
 */
public record LoadSummary(
        Manifest manifest, long rows, long plainBytes, int partsLoaded, int partsSkipped, SchemaReport schema) {}
