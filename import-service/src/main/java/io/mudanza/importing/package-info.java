/** Bundle to platform: checkpoint, load, publish, rollback. */
package io.mudanza.importing;
