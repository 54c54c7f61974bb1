package io.mudanza.engine.load;

import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.part.Part;
import java.util.UUID;

/**
 * One part that another process loads. Nothing in it is secret: who connects knows the server and its password already.
 *
 * @param bundle   the bundle that the target is loaded with
 * @param database name of the target's database
 * @param readBack whether the leader reads the table back
 */
record LoadPiece(UUID bundle, String database, TableHead table, Part part, boolean readBack) {}
